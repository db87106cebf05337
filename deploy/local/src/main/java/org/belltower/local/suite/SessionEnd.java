package org.belltower.local.suite;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.belltower.embedded.issuer.TokenMint;
import org.belltower.embedded.issuer.TokenRequest;

/// Ends all sessions of a person in the device registry, as an identity provider does after a password reset: with a
/// token that is signed here, in the issuer's name.
///
/// @param registry its address
/// @param mint the issuer's
public record SessionEnd(URI registry, TokenMint mint) {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
    /// Longer than the registry waits for Kafka.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int DONE = 204;

    /// Blocks for one request. May be repeated.
    ///
    /// @return whether they are ended; false also if the registry does not run
    public boolean of(Account account) throws InterruptedException {
        String token = mint.mint(TokenRequest.forClient("local-issuer")
                .district(account.district())
                .scopes(Scopes.END_SESSIONS)
                .lifetime(LIFETIME));
        String person =
                URLEncoder.encode(account.person(), StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/v1/people/" + person + "/sign-out"))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == DONE;
        } catch (IOException away) {
            return false;
        }
    }

    /// Whom a user name stands for.
    ///
    /// @param person the id in the register
    public record Account(String district, String person) {}
}
