package org.belltower.local.suite.call;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.embedded.issuer.IssuerConfiguration;
import org.belltower.embedded.issuer.IssuerSettings;
import org.belltower.embedded.issuer.TokenMint;
import org.belltower.embedded.issuer.TokenRequest;
import org.belltower.local.suite.issuer.Account;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;

/// Asks the device registry about one person, as an identity provider does: with a token for that call alone, which
/// is signed here, in the issuer's name.
///
/// @param registry its address
/// @param mint the issuer's
public record RegistryAccess(URI registry, TokenMint mint) {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
    /// Longer than the registry waits for Kafka.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /// The registry that trusts the issuer of this file.
    ///
    /// @return nothing if no issuer runs with the file, because somebody has edited it
    public static Optional<RegistryAccess> of(Path issuerFile) {
        try {
            IssuerSettings settings = IssuerConfiguration.read(issuerFile);
            Ports ports = new Ports(settings.port());
            TokenMint mint =
                    new TokenMint(Ports.http(ports.issuer()).toString(), settings.key(), InstantSource.system());
            return Optional.of(new RegistryAccess(Ports.http(ports.service(Service.DEVICE_REGISTRY)), mint));
        } catch (IllegalArgumentException noIssuers) {
            return Optional.empty();
        }
    }

    /// Blocks for one request.
    ///
    /// @param path before and after the person's id, which is put in between
    /// @return the status of the answer
    /// @throws IOException if the registry does not run
    int call(String method, Around path, Account account, String scope) throws IOException, InterruptedException {
        String token = mint.mint(TokenRequest.forClient("local-issuer")
                .district(account.district())
                .scopes(scope)
                .lifetime(LIFETIME));
        String person =
                URLEncoder.encode(account.person(), StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + path.before() + person + path.after()))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /// A path around a person's id.
    record Around(String before, String after) {}
}
