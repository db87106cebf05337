package org.belltower.embedded.issuer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds out which client asks (RFC 6749, 2.3.1): client_secret_basic, client_secret_post, or the id alone for
/// one that has no secret. Thread-safe.
final class ClientAuthentication {
    private final Supplier<Registered> registered;
    private final PasswordHash nobody = PasswordHash.ofRandomSecret(RandomText.next());

    ClientAuthentication(Supplier<Registered> registered) {
        this.registered = registered;
    }

    private record Claim(String id, Optional<String> secret) {}

    Client authenticate(Request http, Parameters form) {
        Claim claim = http.authorization().isPresent()
                ? basic(http.authorization().get(), form)
                : new Claim(form.need("client_id"), form.find("client_secret"));
        Client client = registered.get().clients().get(claim.id());
        Client.Credential credential = client == null ? new Client.Credential.Secret(nobody) : client.credential();
        boolean right = switch (credential) {
            case Client.Credential.Secret(PasswordHash hash) ->
                claim.secret().map(hash::matches).orElse(false);
            case Client.Credential.None _ -> claim.secret().isEmpty();
        };
        if (client == null || !right) {
            throw new Refusal("invalid_client", "unknown client or wrong secret");
        }
        return client;
    }

    private static Claim basic(String header, Parameters form) {
        if (form.find("client_secret").isPresent()) {
            throw Refusal.invalidRequest("a client authenticates in one way, not in two");
        }
        String[] idAndSecret = decode(header).split(":", 2);
        if (idAndSecret.length != 2) {
            throw new Refusal("invalid_client", "not HTTP Basic");
        }
        String id = Parameters.decode(idAndSecret[0]);
        if (!form.find("client_id").orElse(id).equals(id)) {
            throw Refusal.invalidRequest("two different clients");
        }
        return new Claim(id, Optional.of(Parameters.decode(idAndSecret[1])));
    }

    private static String decode(String header) {
        try {
            return header.regionMatches(true, 0, "Basic ", 0, 6)
                    ? new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8)
                    : "";
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
