package org.belltower.registry.torture.oracle;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Jdbi;

/// What the topics must say, by whole tables and nested loops: slow, obvious, and nothing of the relay's own
/// queries. A whole record for each topic and key; what is not there must be a tombstone, or never have been.
public final class DatabaseState {
    private final SortedMap<String, Object> records = new TreeMap<>();

    private DatabaseState() {}

    /// @param owner of the tables
    public static SortedMap<String, Object> of(Jdbi owner, List<DistrictId> districts) {
        DatabaseState state = new DatabaseState();
        for (DistrictId district : districts) {
            owner.useTransaction(handle -> {
                DistrictTransactions.enter(handle, district);
                state.read(new Tables(handle, district));
            });
        }
        return state.records;
    }

    private void read(Tables tables) {
        put(tables, Relayed.BINDINGS, ExpectedBindings.of(tables));
        put(tables, Relayed.AUDIENCE, ExpectedAudiences.of(tables));
        put(tables, Relayed.REVOCATIONS, ExpectedRevocations.of(tables));
        put(tables, Relayed.SETTINGS, ExpectedSettings.of(tables));
        put(tables, Relayed.CREDENTIALS, ExpectedCredentials.of(tables));
    }

    private <T> void put(Tables tables, Relayed<T> topic, Map<String, T> expected) {
        expected.forEach((id, record) ->
                records.put(topic.name() + " " + tables.district().value() + "/" + id, record));
    }
}
