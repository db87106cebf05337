package org.belltower.registry.device.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.page.Page;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.Pages;

/// Lists a person's devices. Blocks; thread-safe.
public final class DeviceLists {
    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public DeviceLists(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Those the person is signed in on.
    public Page<MyDevice> signedIn(DistrictId district, PersonId person, PageRequest request) {
        return page(district, person, request, "AND session <> 'SIGNED_OUT'", (device, _) -> device);
    }

    /// As an office sees them: also those the person signed out of, if nobody has signed in there since.
    public Page<MyDevice> all(DistrictId district, PersonId person, PageRequest request) {
        return page(district, person, request, "", MyDevice::toOffice);
    }

    /// @param shown the device, and whether the person takes office messages there, as they are shown
    private Page<MyDevice> page(
            DistrictId district,
            PersonId person,
            PageRequest request,
            String condition,
            BiFunction<MyDevice, Boolean, MyDevice> shown) {
        Instant now = clock.instant();
        return transactions.read(
                district,
                handle -> Pages.read(
                        handle.createQuery("SELECT device.id, " + DeviceRows.COLUMNS + """
                                , rule.reason, token IS NOT NULL AND owns_token(app, device.id, token) AS reachable,
                                COALESCE((
                                    SELECT enabled FROM office_messages
                                    WHERE office_messages.device = device.id AND office_messages.person = device.person
                                ), true) AS office_messages
                                FROM device LEFT JOIN supported_platform AS rule ON rule.id = unsupported_rule
                                WHERE person = :person AND device.id > :after
                                """ + condition
                                        + " ORDER BY device.id LIMIT :limit")
                                .bind("person", person),
                        request,
                        (row, _) -> shown.apply(device(row, now), row.getBoolean("office_messages"))));
    }

    private static MyDevice device(ResultSet row, Instant now) throws SQLException {
        return MyDevice.of(DeviceRows.read(row), row.getString("reason"), row.getBoolean("reachable"), now);
    }
}
