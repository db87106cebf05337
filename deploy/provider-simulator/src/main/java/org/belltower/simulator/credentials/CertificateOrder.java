package org.belltower.simulator.credentials;

import java.time.Instant;
import java.util.List;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.jspecify.annotations.Nullable;

/// Which provider certificate is asked for. Begin with [#of] and change what differs. Immutable.
///
/// @param name what it is called here
/// @param teamId the developer's team
/// @param topics to which it may push; the first is the app's bundle id
/// @param environment null for both
/// @param expires null for a year from now; a time that is over makes one that has expired
public record CertificateOrder(
        String name,
        String teamId,
        List<String> topics,
        @Nullable ApnsEnvironment environment,
        @Nullable Instant expires) {

    /// There is a topic.
    public CertificateOrder {
        topics = List.copyOf(topics);
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("a certificate has a topic");
        }
    }

    /// For sandbox and production, for a year.
    public static CertificateOrder of(String name, String teamId, String... topics) {
        return new CertificateOrder(name, teamId, List.of(topics), null, null);
    }

    /// The same, good in this environment alone.
    public CertificateOrder only(ApnsEnvironment environment) {
        return new CertificateOrder(name, teamId, topics, environment, expires);
    }

    /// The same, good until then.
    public CertificateOrder until(Instant expires) {
        return new CertificateOrder(name, teamId, topics, environment, expires);
    }
}
