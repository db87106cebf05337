package org.belltower.registry.device.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.Mine;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Pages;
import org.jdbi.v3.core.Handle;

/// Lists a person's devices. Blocks; thread-safe.
public final class DeviceLists {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public DeviceLists(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Those the person is signed in on. A token from before the person's sessions were ended shows none.
    public Mine<Page<MyDevice>> signedIn(DistrictId district, SignIn by, PageRequest request) {
        return transactions.readAtOnce(
                district,
                handle -> PostgresSessions.mayOpen(handle, by)
                        ? new Mine.Shown<>(page(handle, by.person(), request, false))
                        : new Mine.SessionsEnded<>());
    }

    /// As an office sees them: also those the person signed out of, if nobody has signed in there since.
    public Page<MyDevice> all(DistrictId district, PersonId person, PageRequest request) {
        return transactions.read(district, handle -> page(handle, person, request, true));
    }

    private Page<MyDevice> page(Handle handle, PersonId person, PageRequest request, boolean toOffice) {
        Instant now = clock.instant();
        return Pages.read(
                handle.createQuery("SELECT device.id, " + DeviceRows.COLUMNS + """
                        , rule.reason, token IS NOT NULL AND owns_token(app, device.id, token) AS reachable,
                        COALESCE((
                            SELECT enabled FROM office_messages
                            WHERE office_messages.device = device.id AND office_messages.person = device.person
                        ), true) AS office_messages
                        FROM device LEFT JOIN supported_platform AS rule ON rule.id = unsupported_rule
                        WHERE person = :person AND device.id > :after AND (session <> 'SIGNED_OUT' OR :toOffice)
                        ORDER BY device.id LIMIT :limit
                        """)
                        .bind("person", person)
                        .bind("toOffice", toOffice),
                request,
                (row, _) -> {
                    MyDevice device = device(row, now);
                    return toOffice ? device.toOffice(row.getBoolean("office_messages")) : device;
                });
    }

    private static MyDevice device(ResultSet row, Instant now) throws SQLException {
        return MyDevice.of(DeviceRows.read(row), row.getString("reason"), row.getBoolean("reachable"), now);
    }
}
