package org.belltower.simulator.apns;

import java.security.interfaces.ECPublicKey;
import java.util.Set;

/// The public side of a signing key.
///
/// @param teamId the team that may sign with it, the `iss` of its provider tokens
/// @param keyId the `kid` of its provider tokens
/// @param key P-256
/// @param topics to which the team may push, in addition to those of its other keys
public record ApnsKeyRegistration(String teamId, String keyId, ECPublicKey key, Set<String> topics) {

    /// Neither id is blank, no topic is malformed.
    public ApnsKeyRegistration {
        if (teamId.isBlank() || keyId.isBlank()) {
            throw new IllegalArgumentException("team and key id must not be blank");
        }
        topics = Set.copyOf(topics);
        for (String topic : topics) {
            if (!ApnsRequest.isTopic(topic)) {
                throw new IllegalArgumentException("topic is malformed: " + topic);
            }
        }
    }
}
