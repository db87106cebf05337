package org.belltower.registry.credential;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;
import org.belltower.model.credential.KeyRing;

/// Gives the service a key to encrypt credentials with.
public final class CredentialKeysResource implements QuarkusTestResourceLifecycleManager {
    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /// The service's ring.
    static KeyRing ring() {
        return KeyRing.of("test", Map.of("test", KEY));
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "belltower.credentials.current",
                "test",
                "belltower.credentials.keys.\"test\"",
                Base64.getEncoder().encodeToString(KEY));
    }

    @Override
    public void stop() {}
}
