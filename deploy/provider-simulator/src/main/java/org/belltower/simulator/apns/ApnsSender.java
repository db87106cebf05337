package org.belltower.simulator.apns;

import io.netty.util.AsciiString;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who pushes on a connection. Confined to the connection's event loop.
sealed interface ApnsSender {

    /// Why it is not believed, if so. Asked before anything else of it.
    Optional<ApnsReason> refusalOf(ApnsRequest push, Instant now);

    /// Where the push is for, as far as it is said.
    @Nullable
    String topicOf(ApnsRequest push);

    /// Of a sender that is believed.
    boolean mayPushTo(String topic);

    /// The key that signed, if it was believed.
    @Nullable
    String keyId();

    /// The name of the certificate, if it was believed.
    @Nullable
    String certificate();

    /// One that showed no certificate: every request must carry a provider token.
    ///
    /// The token is verified when it differs from the one before, or when keys changed since; so a push costs no
    /// signature check. Its age is checked on every push.
    final class ByToken implements ApnsSender {
        private final ApnsRegistry registry;
        private @Nullable CharSequence verifiedText;
        private @Nullable ProviderToken verified;
        private long verifiedGeneration;
        private @Nullable String team;

        ByToken(ApnsRegistry registry) {
            this.registry = registry;
        }

        @Override
        public Optional<ApnsReason> refusalOf(ApnsRequest push, Instant now) {
            CharSequence authorization = push.authorization();
            if (authorization == null
                    || !AsciiString.regionMatches(authorization, true, 0, "bearer ", 0, 7)
                    || authorization.length() == 7) {
                return Optional.of(ApnsReason.MISSING_PROVIDER_TOKEN);
            }
            ProviderToken token = verify(authorization);
            if (token == null) {
                return Optional.of(ApnsReason.INVALID_PROVIDER_TOKEN);
            }
            if (token.isStaleAt(now)) {
                return Optional.of(ApnsReason.EXPIRED_PROVIDER_TOKEN);
            }
            // Apple ties a connection to the first team that pushes on it.
            if (team == null) {
                team = token.teamId();
            }
            return token.teamId().equals(team) ? Optional.empty() : Optional.of(ApnsReason.INVALID_PROVIDER_TOKEN);
        }

        private @Nullable ProviderToken verify(CharSequence authorization) {
            long generation = registry.generation();
            if (verifiedText == null
                    || generation != verifiedGeneration
                    || !AsciiString.contentEquals(verifiedText, authorization)) {
                verified = ProviderToken.verify(
                                authorization.toString().substring(7).trim(), registry)
                        .orElse(null);
                verifiedText = authorization;
                verifiedGeneration = generation;
            }
            return verified;
        }

        @Override
        public @Nullable String topicOf(ApnsRequest push) {
            return push.topic();
        }

        @Override
        public boolean mayPushTo(String topic) {
            return registry.mayPushTo(Objects.requireNonNull(team), topic);
        }

        @Override
        public @Nullable String keyId() {
            return verified == null ? null : verified.keyId();
        }

        @Override
        public @Nullable String certificate() {
            return null;
        }
    }

    /// One that showed a certificate in the handshake. A provider token says nothing then.
    ///
    /// Source: Apple, *Communicating with APNs* (archived): `authorization` is ignored on a connection with a
    /// certificate; `apns-topic` may be left out if the certificate has one topic.
    final class ByCertificate implements ApnsSender {
        private final ApnsRegistry registry;
        private final X509Certificate shown;
        private final ApnsEnvironment here;
        private @Nullable ApnsCertificateRegistration known;

        ByCertificate(ApnsRegistry registry, X509Certificate shown, ApnsEnvironment here) {
            this.registry = registry;
            this.shown = shown;
            this.here = here;
        }

        @Override
        public Optional<ApnsReason> refusalOf(ApnsRequest push, Instant now) {
            known = registry.certificate(shown).orElse(null);
            if (known == null) {
                return Optional.of(ApnsReason.BAD_CERTIFICATE);
            }
            ApnsEnvironment environment = known.environment();
            return environment == null || environment == here
                    ? Optional.empty()
                    : Optional.of(ApnsReason.BAD_CERTIFICATE_ENVIRONMENT);
        }

        @Override
        public @Nullable String topicOf(ApnsRequest push) {
            String said = push.topic();
            return said == null && known != null && known.topics().size() == 1
                    ? known.topics().iterator().next()
                    : said;
        }

        @Override
        public boolean mayPushTo(String topic) {
            return Objects.requireNonNull(known).topics().contains(topic);
        }

        @Override
        public @Nullable String keyId() {
            return null;
        }

        @Override
        public @Nullable String certificate() {
            return known == null ? null : known.name();
        }
    }
}
