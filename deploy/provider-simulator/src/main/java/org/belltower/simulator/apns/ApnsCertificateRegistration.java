package org.belltower.simulator.apns;

import java.security.cert.X509Certificate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider certificate, for one app.
///
/// @param name what it is called here
/// @param certificate as the sender shows it
/// @param topics to which it may push: the app's, and those that Apple derives of it
/// @param environment null if it is good in both, as those for "Sandbox & Production" are
public record ApnsCertificateRegistration(
        String name,
        X509Certificate certificate,
        Set<String> topics,
        @Nullable ApnsEnvironment environment) {

    /// There is a topic, none is malformed.
    public ApnsCertificateRegistration {
        topics = Set.copyOf(topics);
        if (name.isBlank() || topics.isEmpty()) {
            throw new IllegalArgumentException("a certificate has a name and a topic");
        }
        for (String topic : topics) {
            if (!ApnsRequest.isTopic(topic)) {
                throw new IllegalArgumentException("topic is malformed: " + topic);
            }
        }
    }
}
