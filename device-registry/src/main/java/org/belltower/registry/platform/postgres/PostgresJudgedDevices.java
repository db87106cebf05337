package org.belltower.registry.platform.postgres;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.JudgedDevices;
import org.belltower.registry.platform.Support;
import org.belltower.registry.platform.SupportedPlatforms;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.publish.postgres.Marks;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// Judges the devices that stand in the database. A function of the database tells which districts are due,
/// ids only; all else is done in one district at a time, as the application's role.
///
/// A registration is judged under the shared lock of the table; a change of the table, and the beginning of
/// a sweep, wait for it. So no device is judged by an old table behind the sweep's back.
public final class PostgresJudgedDevices implements JudgedDevices {
    private static final RowMapper<Judged> MAPPER = (row, _) ->
            new Judged(new DeviceId(row.getString("id")), PlatformRows.handset(row), PlatformRows.unsupported(row));

    private final Jdbi relay;
    private final DistrictTransactions transactions;

    /// @param relay connects as the relay's role
    public PostgresJudgedDevices(Jdbi relay, DistrictTransactions transactions) {
        this.relay = relay;
        this.transactions = transactions;
    }

    private record Judged(DeviceId id, Optional<Handset> handset, Optional<Support.Unsupported> unsupported) {}

    @Override
    public List<DistrictId> due(LocalDate today) {
        return relay.withHandle(handle -> handle.createQuery("SELECT districts_to_judge(:today)")
                .bind("today", today)
                .mapTo(DistrictId.class)
                .list());
    }

    @Override
    public long begin(DistrictId district) {
        return transactions.read(district, handle -> {
            Locks.platforms(handle);
            return handle.createQuery("SELECT version FROM platform_table")
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
        });
    }

    @Override
    public Portion judge(DistrictId district, String after, int most, LocalDate today) {
        return transactions.writeAhead(district, handle -> {
            Locks.sweep(handle);
            Locks.platformsShared(handle);
            SupportedPlatforms table = PlatformRows.inForce(handle, today);
            List<Judged> devices = next(handle, after, most);
            int changed = 0;
            for (Judged device : devices) {
                if (differs(device, table, today)) {
                    changed += settle(handle, device.id(), table, today) ? 1 : 0;
                }
            }
            return new Portion(
                    changed,
                    devices.size() < most ? null : devices.getLast().id().value());
        });
    }

    private static List<Judged> next(Handle handle, String after, int most) {
        return handle.createQuery("""
                        SELECT id, platform, device_class, os_version, model, screen, unsupported_cause, unsupported_rule
                        FROM device WHERE platform IS NOT NULL AND id > :after ORDER BY id LIMIT :most
                        """)
                .bind("after", after)
                .bind("most", most)
                .map(MAPPER)
                .list();
    }

    /// Looks again: meanwhile somebody else may have had the device in hand.
    private static boolean settle(Handle handle, DeviceId id, SupportedPlatforms table, LocalDate today) {
        Locks.device(handle, id);
        Optional<Judged> device =
                handle.createQuery("""
                        SELECT id, platform, device_class, os_version, model, screen, unsupported_cause, unsupported_rule
                        FROM device WHERE id = :id
                        """).bind("id", id).map(MAPPER).findOne();
        return device.filter(found -> differs(found, table, today))
                .map(found -> mark(handle, found, judge(found, table, today)))
                .isPresent();
    }

    private static Judged mark(Handle handle, Judged device, Optional<Support.Unsupported> unsupported) {
        var update = handle.createUpdate("""
                UPDATE device SET unsupported_cause = :unsupportedCause, unsupported_rule = :unsupportedRule
                WHERE id = :id
                """).bind("id", device.id());
        PlatformRows.bind(update, unsupported.orElse(null));
        update.execute();
        if (device.unsupported().isPresent() != unsupported.isPresent()) {
            Marks.binding(handle, device.id());
        }
        return device;
    }

    private static boolean differs(Judged device, SupportedPlatforms table, LocalDate today) {
        return !device.unsupported().equals(judge(device, table, today));
    }

    private static Optional<Support.Unsupported> judge(Judged device, SupportedPlatforms table, LocalDate today) {
        return switch (table.judge(device.handset().orElse(null), today)) {
            case Support.Unsupported unsupported -> Optional.of(unsupported);
            case Support.Supported _, Support.NotTold _ -> Optional.empty();
        };
    }

    /// What was changed meanwhile leaves the district due.
    @Override
    public void end(DistrictId district, long version, LocalDate today) {
        int _ = transactions.<Integer>writeAhead(
                district,
                handle -> handle.createUpdate("UPDATE platform_table SET judged = :version, judged_on = :today")
                        .bind("version", version)
                        .bind("today", today)
                        .execute());
    }
}
