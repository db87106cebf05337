package org.belltower.service.credential;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The keys under which uploaded credentials are encrypted, the same for every service that has to do with them: in a
/// file, or each as a setting. Without any, nothing can be uploaded, and what was cannot be used.
@ConfigMapping(prefix = "belltower.credentials")
public interface CredentialKeys {
    /// A file that only the service may read: `current=<id>` and a line `<id>=<key>` for each key.
    Optional<Path> keysFile();

    /// Instead of the file: the id of the key to encrypt with.
    Optional<String> current();

    /// Instead of the file: 32 bytes in Base64 by their ids, `belltower.credentials.keys."2026-11"`.
    Map<String, String> keys();
}
