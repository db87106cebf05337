package org.belltower.local.suite.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.belltower.local.suite.place.Secrets;

/// The key under which uploaded credentials are encrypted: made once, kept with the data that it opens, the same for
/// all services. Only its owner may read the file.
record CredentialKeyFile(Path file) {
    private static final int BYTES = 32;
    private static final String ID = "local-1";

    /// The one in this folder; a new one, written there first, if there is none.
    static CredentialKeyFile in(Path folder) {
        Path file = folder.resolve("credential-keys");
        if (!Files.exists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            Secrets.write(
                    file,
                    "current=" + ID + "\n" + ID + "=" + Base64.getEncoder().encodeToString(key) + "\n");
        }
        return new CredentialKeyFile(file);
    }

    /// For those who encrypt and those who decrypt.
    Map<String, String> ofService() {
        return Map.of("BELLTOWER_CREDENTIALS_KEYS_FILE", file.toString());
    }
}
