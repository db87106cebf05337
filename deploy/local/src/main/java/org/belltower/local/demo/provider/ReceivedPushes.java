package org.belltower.local.demo.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belltower.local.demo.day.FirstDay.App;
import org.belltower.local.demo.drive.PlayFailedException;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;

/// The provider simulator: tells it which tokens it gave out and what it is not to take, and asks it what it received.
public final class ReceivedPushes {
    private static final int PAGE = 1_000;

    /// What a provider answers that takes nothing for a phone just now.
    public static final int UNAVAILABLE = 503;

    private final SuiteHttp http;
    private final URI control;

    public ReceivedPushes(SuiteHttp http, URI control) {
        this.http = http;
        this.control = control;
    }

    /// So that it refuses a push to this phone for any other app.
    public void giveOut(DeviceToken token, Provider provider, App app) throws InterruptedException {
        String path = "/v1/" + name(provider) + "/devices/" + token.value();
        Map<String, String> body = switch (provider) {
            case APNS -> Map.of("topic", app.apns().topic());
            case FCM -> Map.of("projectId", app.fcm().project());
        };
        http.require(SuiteHttp.Call.json("PUT", control.resolve(path), null, body));
    }

    /// From now on the provider is not available for this phone, in its own words for one that says no time to come
    /// back after: Apple's `ServiceUnavailable` would mean a quarter of an hour.
    void refuse(DeviceToken token, Provider provider) throws InterruptedException {
        String reason = switch (provider) {
            case APNS -> "Shutdown";
            case FCM -> "UNAVAILABLE";
        };
        http.require(SuiteHttp.Call.json(
                "POST",
                control.resolve("/v1/rules"),
                null,
                Map.of(
                        "match", Map.of("token", token),
                        "reply", Map.of("type", "reject", "status", UNAVAILABLE, "reason", reason))));
    }

    /// From now on all is taken again.
    void takeAll() throws InterruptedException {
        http.require(new SuiteHttp.Call("DELETE", control.resolve("/v1/rules"), null, Map.of(), null));
    }

    /// How many pushes have been taken since the simulator started. Blocks for some requests.
    public long accepted() throws InterruptedException {
        return all().stream().filter(Received::accepted).count();
    }

    /// Everything since the simulator started. Blocks for a request a thousand.
    public List<Received> all() throws InterruptedException {
        List<Received> all = new ArrayList<>();
        long since = 0;
        while (true) {
            URI page = control.resolve("/v1/received?since=" + since + "&limit=" + PAGE);
            JsonNode answer = http.require(SuiteHttp.Call.get(page, null));
            if (answer.path("missed").asLong() > 0) {
                throw new PlayFailedException("the provider simulator no longer knows all that it received");
            }
            answer.path("pushes").forEach(push -> all.add(read(push)));
            if (answer.path("pushes").isEmpty()) {
                return all;
            }
            since = answer.path("next").asLong();
        }
    }

    private static Received read(JsonNode push) {
        return new Received(
                Provider.valueOf(push.path("provider").asText().toUpperCase(Locale.ROOT)),
                new DeviceToken(push.path("token").asText()),
                push.path("pushId").asText(""),
                push.path("app").asText(""),
                push.path("status").asInt(),
                Instant.parse(push.path("arrivedAt").asText()),
                push.path("payload").asText(""));
    }

    private static String name(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
