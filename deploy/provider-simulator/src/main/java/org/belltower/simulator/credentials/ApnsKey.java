package org.belltower.simulator.credentials;

import java.nio.file.Path;
import java.util.Set;

/// An APNs signing key as a developer gets it from Apple: a `.p8` file, a key id, a team. `toString` does not show
/// the key.
///
/// @param teamId the developer's team
/// @param keyId the key's id
/// @param topics to which the team may push
/// @param file the `.p8` file
/// @param p8 its text, PKCS#8 as PEM
public record ApnsKey(String teamId, String keyId, Set<String> topics, Path file, String p8) {

    /// Copies the topics.
    public ApnsKey {
        topics = Set.copyOf(topics);
    }

    @Override
    public String toString() {
        return "ApnsKey[team=" + teamId + ", key=" + keyId + "]";
    }
}
