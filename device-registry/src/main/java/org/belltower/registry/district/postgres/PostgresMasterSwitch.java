package org.belltower.registry.district.postgres;

import java.util.Optional;
import org.belltower.model.DistrictId;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;

/// Keeps each district's master switch. Blocks; thread-safe.
public final class PostgresMasterSwitch {
    private final DistrictTransactions transactions;

    public PostgresMasterSwitch(DistrictTransactions transactions) {
        this.transactions = transactions;
    }

    /// Returns after Kafka has it. May be repeated.
    ///
    /// @return whether there is such a district
    public boolean put(DistrictId district, MasterSwitch masterSwitch) {
        return transactions.write(district, handle -> {
            int changed = handle.createUpdate("""
                            UPDATE district SET
                                notifications = :enabled,
                                switched_on = CASE WHEN :enabled THEN clock_timestamp() ELSE switched_on END
                            WHERE notifications <> :enabled
                            """)
                    .bind("enabled", masterSwitch.enabled())
                    .execute();
            if (changed == 0 && find(handle).isEmpty()) {
                return false;
            }
            Marks.district(handle, changed > 0 ? RowChange.CHANGED : RowChange.UNCHANGED);
            return true;
        });
    }

    /// Empty if there is no such district.
    public Optional<MasterSwitch> find(DistrictId district) {
        return transactions.read(district, PostgresMasterSwitch::find);
    }

    private static Optional<MasterSwitch> find(Handle handle) {
        return handle.createQuery("SELECT notifications FROM district")
                .mapTo(Boolean.class)
                .findOne()
                .map(MasterSwitch::new);
    }
}
