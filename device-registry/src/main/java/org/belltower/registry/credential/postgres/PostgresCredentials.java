package org.belltower.registry.credential.postgres;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.Envelope;
import org.belltower.registry.credential.AppCredentials;
import org.belltower.registry.credential.Submitted;
import org.belltower.registry.device.App;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.postgres.CredentialQuery;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// Keeps credentials, sealed. What is not sealed never reaches a statement. Blocks; thread-safe.
public final class PostgresCredentials {
    private final DistrictTransactions transactions;
    private final CredentialSeal seal;
    private final InstantSource clock;

    public PostgresCredentials(DistrictTransactions transactions, CredentialSeal seal, InstantSource clock) {
        this.transactions = transactions;
        this.seal = seal;
        this.clock = clock;
    }

    /// Whether there is a key to seal with.
    public boolean canKeep() {
        return !seal.ring().isEmpty();
    }

    /// Keeps it instead of the one before, and returns when it is published. Repeated, it is one more version.
    ///
    /// @return empty if there is no such app
    /// @throws org.belltower.model.InvalidFieldException if it is not for this app; nothing is changed
    public Optional<CredentialFacts> put(DistrictId district, AppId app, Submitted submitted) {
        return transactions.write(district, handle -> {
            Optional<App> known = PostgresApps.locked(handle, app);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            submitted.requireFor(known.get());
            CredentialId id = new CredentialId(district, app, submitted.provider());
            CredentialFacts facts = submitted.facts(nextVersion(handle), now());
            Envelope envelope = seal.seal(
                    id, facts.kind(), facts.version(), submitted.credential().bytes());
            upsert(handle, id, facts, envelope);
            Marks.credential(handle, app, id.provider());
            return Optional.of(facts);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static long nextVersion(Handle handle) {
        return handle.createQuery("SELECT nextval('credential_version')")
                .mapTo(Long.class)
                .one();
    }

    private static void upsert(Handle handle, CredentialId id, CredentialFacts facts, Envelope envelope) {
        Instant expires = facts.expires();
        handle.createUpdate("""
                        INSERT INTO credential (app, provider, version, kind, key_id, team_id, project, fingerprint,
                            expires, uploaded, wrapping_key, wrapped_key, content)
                        VALUES (:app, :provider, :version, :kind, :keyId, :teamId, :project, :fingerprint,
                            :expires, :uploaded, :wrappingKey, :wrappedKey, :content)
                        ON CONFLICT (district, app, provider) DO UPDATE SET
                            version = excluded.version, kind = excluded.kind, key_id = excluded.key_id,
                            team_id = excluded.team_id, project = excluded.project,
                            fingerprint = excluded.fingerprint, expires = excluded.expires,
                            uploaded = excluded.uploaded, wrapping_key = excluded.wrapping_key,
                            wrapped_key = excluded.wrapped_key, content = excluded.content
                        """)
                .bind("app", id.app())
                .bind("provider", id.provider())
                .bind("version", facts.version())
                .bind("kind", facts.kind())
                .bind("keyId", facts.keyId())
                .bind("teamId", facts.teamId())
                .bind("project", facts.project())
                .bind("fingerprint", facts.fingerprint())
                .bind("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .bind("uploaded", facts.uploaded().atOffset(ZoneOffset.UTC))
                .bind("wrappingKey", envelope.key())
                .bind("wrappedKey", envelope.wrapped())
                .bind("content", envelope.content())
                .execute();
    }

    /// Takes it away; returns when that is published. May be repeated.
    ///
    /// @return false if there is no such app
    public boolean delete(DistrictId district, AppId app, Provider provider) {
        return transactions.write(district, handle -> {
            if (PostgresApps.locked(handle, app).isEmpty()) {
                Marks.credentialAgain(handle, app, provider);
                return false;
            }
            int deleted = handle.createUpdate("DELETE FROM credential WHERE app = :app AND provider = :provider")
                    .bind("app", app)
                    .bind("provider", provider)
                    .execute();
            if (deleted > 0) {
                Marks.credential(handle, app, provider);
            } else {
                Marks.credentialAgain(handle, app, provider);
            }
            return true;
        });
    }

    /// What may be told of an app's credentials. None of an app that is not there.
    public AppCredentials facts(DistrictId district, AppId app) {
        Map<Provider, CredentialFacts> facts = transactions.read(
                district,
                handle -> handle
                        .createQuery("SELECT " + CredentialQuery.FACTS + " FROM credential WHERE app = :app")
                        .bind("app", app)
                        .map((row, _) -> CredentialQuery.facts(row))
                        .stream()
                        .collect(Collectors.toMap(found -> found.kind().provider(), found -> found)));
        return new AppCredentials(facts.get(Provider.APNS), facts.get(Provider.FCM));
    }

    /// Encrypts its data key anew under the ring's current key, and has it published.
    ///
    /// @return false if it is not there any more, or cannot be opened
    public boolean rewrap(CredentialId id) {
        return transactions.writeAhead(id.district(), handle -> {
            Optional<Envelope> rewrapped = kept(handle, id)
                    .flatMap(kept -> seal.rewrapped(id, kept.facts.kind(), kept.facts.version(), kept.envelope));
            rewrapped.ifPresent(envelope -> {
                update(handle, id, envelope);
                Marks.credential(handle, id.app(), id.provider());
            });
            return rewrapped.isPresent();
        });
    }

    private record Kept(CredentialFacts facts, Envelope envelope) {}

    private static Optional<Kept> kept(Handle handle, CredentialId id) {
        return handle.createQuery("SELECT " + CredentialQuery.FACTS + """
                        , wrapping_key, wrapped_key, content FROM credential
                        WHERE app = :app AND provider = :provider FOR UPDATE
                        """)
                .bind("app", id.app())
                .bind("provider", id.provider())
                .map((row, _) -> new Kept(CredentialQuery.facts(row), CredentialQuery.envelope(row)))
                .findOne();
    }

    private static void update(Handle handle, CredentialId id, Envelope envelope) {
        handle.createUpdate("""
                        UPDATE credential SET wrapping_key = :wrappingKey, wrapped_key = :wrappedKey
                        WHERE app = :app AND provider = :provider
                        """)
                .bind("app", id.app())
                .bind("provider", id.provider())
                .bind("wrappingKey", envelope.key())
                .bind("wrappedKey", envelope.wrapped())
                .execute();
    }
}
