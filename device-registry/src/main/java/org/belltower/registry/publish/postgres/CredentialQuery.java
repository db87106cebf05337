package org.belltower.registry.publish.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.credential.CredentialKind;
import org.belltower.model.credential.Envelope;
import org.belltower.model.credential.SealedCredential;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads credentials as they are kept, sealed, in the handle's transaction and district.
public final class CredentialQuery {
    /// What [#facts] reads.
    public static final String FACTS = "kind, version, key_id, team_id, project, fingerprint, expires, uploaded";

    private CredentialQuery() {}

    static List<SealedCredential> read(Handle handle, DistrictId district, long version, Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        SELECT credential.app, credential.provider, credential.kind, credential.version, key_id, team_id,
                            project, fingerprint, expires, uploaded, wrapping_key, wrapped_key, content,
                            app.apns_topic, app.apns_environment
                        FROM credential JOIN app ON app.id = credential.app
                        WHERE lower(credential.provider) || ':' || credential.app = ANY (:keys)
                        """)
                .bindArray("keys", String.class, List.copyOf(keys))
                .map((row, _) -> sealed(district, version, row))
                .list();
    }

    private static SealedCredential sealed(DistrictId district, long version, ResultSet row) throws SQLException {
        Provider provider = Provider.valueOf(row.getString("provider"));
        return new SealedCredential(
                district,
                new AppId(row.getString("app")),
                provider,
                version,
                facts(row),
                provider == Provider.APNS ? apns(row) : null,
                envelope(row));
    }

    private static SealedCredential.ApnsApp apns(ResultSet row) throws SQLException {
        return new SealedCredential.ApnsApp(
                row.getString("apns_topic"), SealedCredential.Environment.valueOf(row.getString("apns_environment")));
    }

    public static Envelope envelope(ResultSet row) throws SQLException {
        return new Envelope(row.getString("wrapping_key"), row.getString("wrapped_key"), row.getString("content"));
    }

    public static CredentialFacts facts(ResultSet row) throws SQLException {
        return new CredentialFacts(
                CredentialKind.valueOf(row.getString("kind")),
                row.getLong("version"),
                row.getString("key_id"),
                row.getString("team_id"),
                row.getString("project"),
                row.getString("fingerprint"),
                instant(row, "expires"),
                Objects.requireNonNull(instant(row, "uploaded")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
