package org.belltower.registry.platform.postgres;

import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.platform.PlatformChange;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.platform.ScreenSize;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Locks;
import org.belltower.registry.postgres.Pages;
import org.belltower.registry.postgres.RowChange;
import org.belltower.registry.right.RowRights;
import org.jdbi.v3.core.Handle;

/// Keeps tables of supported platforms. A change is noted for the sweep, which marks the devices. Blocks;
/// thread-safe.
public final class PostgresPlatforms {
    /// Rows that have begun and been replaced included. Whoever needs one more takes an old one out.
    static final int MOST_ROWS = 200;

    private final DistrictTransactions transactions;
    private final Runnable afterChange;

    /// @param afterChange called after each commit; must not block
    public PostgresPlatforms(DistrictTransactions transactions, Runnable afterChange) {
        this.transactions = transactions;
        this.afterChange = afterChange;
    }

    /// Creates or replaces a row. May be repeated.
    ///
    /// @return DONE, or why not: NOT_ALLOWED by these rights, or TAKEN; then nothing is changed
    /// @throws InvalidFieldException if the district is not known, or the row would be one too many
    public PlatformChange put(DistrictId district, String id, PlatformRule rule, RowRights rights) {
        PlatformChange change = transactions.write(district, handle -> {
            Locks.platforms(handle);
            if (!rights.allowPut(exists(handle, id))) {
                return PlatformChange.NOT_ALLOWED;
            }
            if (isTaken(handle, id, rule)) {
                return PlatformChange.TAKEN;
            }
            RowChange row = upsert(handle, id, rule);
            if (row == RowChange.CREATED && count(handle) > MOST_ROWS) {
                throw new InvalidFieldException("id", "would be one more than " + MOST_ROWS);
            }
            note(handle, row);
            return PlatformChange.DONE;
        });
        afterChange.run();
        return change;
    }

    private static boolean exists(Handle handle, String id) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM supported_platform WHERE id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    private static int count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM supported_platform")
                .mapTo(Integer.class)
                .one();
    }

    private static boolean isTaken(Handle handle, String id, PlatformRule rule) {
        return handle.createQuery("""
                        SELECT EXISTS (
                            SELECT FROM supported_platform
                            WHERE platform = :platform AND device_class = :deviceClass AND since = :since AND id <> :id)
                        """)
                .bind("platform", rule.platform())
                .bind("deviceClass", rule.deviceClass())
                .bind("since", rule.since())
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    private static RowChange upsert(Handle handle, String id, PlatformRule rule) {
        return RowChange.of(handle.createQuery("""
                        INSERT INTO supported_platform AS row
                            (id, since, device_class, platform, minimum, excluded_models, excluded_screens, reason)
                        VALUES (:id, :since, :deviceClass, :platform, :minimum, :models, :screens, :reason)
                        ON CONFLICT (district, id) DO UPDATE SET
                            since = excluded.since, device_class = excluded.device_class, platform = excluded.platform,
                            minimum = excluded.minimum, excluded_models = excluded.excluded_models,
                            excluded_screens = excluded.excluded_screens, reason = excluded.reason
                        WHERE (row.since, row.device_class, row.platform, row.minimum, row.excluded_models,
                                row.excluded_screens, row.reason)
                            IS DISTINCT FROM
                            (excluded.since, excluded.device_class, excluded.platform, excluded.minimum,
                                excluded.excluded_models, excluded.excluded_screens, excluded.reason)
                        RETURNING xmax = 0
                        """)
                .bind("id", id)
                .bind("since", rule.since())
                .bind("deviceClass", rule.deviceClass())
                .bind("platform", rule.platform())
                .bind("minimum", rule.minimum().value())
                .bindArray("models", String.class, rule.excludedModels().toArray())
                .bindArray(
                        "screens",
                        String.class,
                        rule.excludedScreens().stream().map(ScreenSize::value).toArray())
                .bind("reason", rule.reason()));
    }

    /// Takes a row out. May be repeated.
    public void delete(DistrictId district, String id) {
        transactions.change(district, handle -> {
            Locks.platforms(handle);
            note(
                    handle,
                    RowChange.deleted(handle.createUpdate("DELETE FROM supported_platform WHERE id = :id")
                            .bind("id", id)
                            .execute()));
        });
        afterChange.run();
    }

    private static void note(Handle handle, RowChange change) {
        if (change != RowChange.UNCHANGED) {
            handle.execute("""
                    INSERT INTO platform_table AS noted (version) VALUES (1)
                    ON CONFLICT (district) DO UPDATE SET version = noted.version + 1
                    """);
        }
    }

    public Page<PlatformRule> page(DistrictId district, PageRequest request) {
        return transactions.read(
                district,
                handle -> Pages.read(
                        handle.createQuery("SELECT " + PlatformRows.RULE + """
                                 FROM supported_platform WHERE id > :after ORDER BY id LIMIT :limit
                                """),
                        request,
                        (row, _) -> PlatformRows.rule(row)));
    }
}
