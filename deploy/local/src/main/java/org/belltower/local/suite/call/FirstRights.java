package org.belltower.local.suite.call;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.embedded.issuer.SigningKey;
import org.belltower.embedded.issuer.TokenMint;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// Gives the first administrator's group all tool rights in a district where no group may give any: rights begin with
/// it, and come back by it when nobody is left to give them. Whoever starts the suite holds the issuer's key, so it
/// needs nobody's secret.
///
/// @param registry where device-registry answers
/// @param token of a program that may give rights in the district
public record FirstRights(URI registry, String token) {
    public static final GroupId GROUP = new GroupId("administrators");

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ToolRights ALL = new ToolRights(
            Arrays.stream(StaffTool.values()).collect(Collectors.toMap(Function.identity(), StaffTool::rights)));

    /// @param keyFolder where the issuer keeps its key
    public static FirstRights of(Ports ports, Path keyFolder, String district) {
        TokenMint mint =
                new TokenMint(Ports.http(ports.issuer()).toString(), SigningKey.in(keyFolder), InstantSource.system());
        return new FirstRights(
                Ports.http(ports.service(Service.DEVICE_REGISTRY)),
                mint.mint(TokenRequest.forClient("up").district(district).scopes("rights.read", "rights.write")));
    }

    /// The groups as device-registry tells them.
    private record Groups(Map<GroupId, ToolRights> items) {
        boolean someGive() {
            return items.values().stream().anyMatch(rights -> rights.allow(StaffTool.TOOL_RIGHTS, Right.WRITE));
        }
    }

    /// Blocks for one or two requests.
    ///
    /// @return a sentence for whoever watches, if it could not be done
    public Optional<String> give() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> known = call(client, "GET", "/v1/rights", BodyPublishers.noBody());
            if (known.statusCode() != 200) {
                return failed("was answered with " + known.statusCode());
            }
            if (JsonCodec.read(known.body(), Groups.class).someGive()) {
                return Optional.empty();
            }
            int status = call(client, "PUT", "/v1/rights/" + GROUP, BodyPublishers.ofByteArray(JsonCodec.write(ALL)))
                    .statusCode();
            // Stored, and published as soon as Kafka takes it.
            boolean stored = status == 204 || status == 503;
            return stored ? Optional.empty() : failed("was answered with " + status);
        } catch (IOException | MalformedMessageException e) {
            return failed("ended with " + e.getClass().getSimpleName());
        }
    }

    private HttpResponse<byte[]> call(HttpClient client, String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Optional<String> failed(String how) {
        return Optional.of("The group " + GROUP + " has no tool rights: the call " + how
                + ". The next start tries again; docs/rights.md says how to do it by hand.");
    }

    /// Without the token.
    @Override
    public String toString() {
        return "FirstRights[" + registry + "]";
    }
}
