package org.belltower.registry.publish.postgres;

import java.util.Collection;
import java.util.List;
import org.belltower.model.push.Binding;
import org.belltower.registry.postgres.RecordRows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Reads bindings, in the handle's transaction and district. A token that another device owns now is none.
final class BindingQuery {
    private static final RowMapper<Binding> MAPPER = RecordRows.of(Binding.class);

    private BindingQuery() {}

    static List<Binding> read(Handle handle, long version, Collection<String> devices) {
        if (devices.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        SELECT district, id AS device, :version AS version, app, provider, person, session_epoch, session,
                            permission, CASE WHEN owns_token(app, id, token) THEN token END AS token,
                            token_version, token_since,
                            ARRAY(SELECT category FROM subscriptions_on(device.id, device.person)) AS categories,
                            CASE WHEN unsupported_cause IS NOT NULL THEN true END AS unsupported,
                            COALESCE((
                                SELECT enabled FROM office_messages
                                WHERE office_messages.device = device.id AND office_messages.person = device.person
                            ), true) AS office_messages,
                            (SELECT detail FROM preference WHERE preference.person = device.person) AS detail
                        FROM device WHERE id = ANY (:devices)
                        """)
                .bind("version", version)
                .bindArray("devices", String.class, List.copyOf(devices))
                .map(MAPPER)
                .list();
    }
}
