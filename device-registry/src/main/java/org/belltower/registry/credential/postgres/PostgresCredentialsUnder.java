package org.belltower.registry.credential.postgres;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialId;
import org.belltower.registry.credential.CredentialRewrap;
import org.jdbi.v3.core.Jdbi;

/// One of the database's functions tells which credentials are under which keys: ids, of all districts.
public final class PostgresCredentialsUnder implements CredentialRewrap.Under {
    private final Jdbi relay;

    /// @param relay connects as the relay's role
    public PostgresCredentialsUnder(Jdbi relay) {
        this.relay = relay;
    }

    @Override
    public List<CredentialId> keys(Set<String> keys, Optional<CredentialId> after, int most) {
        return relay.withHandle(handle -> handle.createQuery("""
                        SELECT district, app, provider
                        FROM credentials_under(:keys, :afterDistrict, :afterApp, :afterProvider, :most)
                        """)
                .bindArray("keys", String.class, List.copyOf(keys))
                .bind("afterDistrict", after.map(id -> id.district().value()).orElse(""))
                .bind("afterApp", after.map(id -> id.app().value()).orElse(""))
                .bind("afterProvider", after.map(id -> id.provider().name()).orElse(""))
                .bind("most", most)
                .map((row, _) -> new CredentialId(
                        new DistrictId(row.getString("district")),
                        new AppId(row.getString("app")),
                        Provider.valueOf(row.getString("provider"))))
                .list());
    }
}
