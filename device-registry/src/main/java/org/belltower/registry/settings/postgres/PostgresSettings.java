package org.belltower.registry.settings.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Standing;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.RecordKey;
import org.belltower.registry.device.Mine;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.district.postgres.PostgresPortalOptions;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.postgres.StandingRows;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.registry.publish.postgres.SettingsQuery;
import org.belltower.registry.settings.EffectiveSettings;
import org.belltower.registry.settings.Holding;
import org.belltower.registry.settings.Holding.Phone;
import org.belltower.registry.settings.OwnStudent;
import org.belltower.registry.settings.SettingsAnswer;
import org.belltower.registry.subscription.postgres.Subscriptions;
import org.jdbi.v3.core.Handle;

/// Reads what holds for a person on a device. Blocks; thread-safe.
public final class PostgresSettings {
    /// What is not published has none.
    private static final long NO_VERSION = 0;

    private final DistrictTransactions transactions;
    private final InstantSource clock;

    public PostgresSettings(DistrictTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What holds on a device now, and why. A token from before the person's sessions were ended shows nothing of it.
    public Mine<EffectiveSettings> find(DistrictId district, DeviceId device, SignIn by) {
        return transactions.readAtOnce(district, handle -> {
            if (!PostgresSessions.mayOpen(handle, by, device)) {
                return new Mine.SessionsEnded<>();
            }
            return holding(handle, district, device, by.person())
                    .<Mine<EffectiveSettings>>map(
                            holding -> new Mine.Shown<>(new SettingsAnswer(holding, clock.instant()).answer()))
                    .orElseGet(Mine.NotSignedIn::new);
        });
    }

    /// Empty if the person is not signed in on the device.
    private static Optional<Holding> holding(Handle handle, DistrictId district, DeviceId device, PersonId person) {
        return PostgresPortalOptions.find(handle)
                .flatMap(options -> phone(handle, device, person)
                        .map(phone -> holding(handle, district, options, phone, device, person)));
    }

    private static Optional<Phone> phone(Handle handle, DeviceId device, PersonId person) {
        return handle.createQuery("""
                        SELECT session, permission, areas, unsupported_cause IS NOT NULL AS unsupported,
                            token IS NOT NULL AND owns_token(device.app, device.id, token) AS reachable
                        FROM device JOIN app ON app.id = device.app
                        WHERE device.id = :device AND person = :person AND session <> 'SIGNED_OUT'
                        """)
                .bind("device", device)
                .bind("person", person)
                .map((row, _) -> new Phone(
                        SessionState.valueOf(row.getString("session")),
                        row.getBoolean("unsupported"),
                        Permission.valueOf(row.getString("permission")),
                        row.getBoolean("reachable"),
                        texts(row, "areas", Area::valueOf)))
                .findOne();
    }

    private static Holding holding(
            Handle handle, DistrictId id, PortalOptions options, Phone phone, DeviceId device, PersonId person) {
        List<OwnStudent> students = students(handle, person);
        Subscriptions subscriptions = new Subscriptions(handle, person);
        return new Holding(
                id,
                options,
                settings(handle, id, students),
                phone,
                students,
                subscriptions.defaults(),
                subscriptions.on(device),
                PostgresPreferences.officeMessages(handle, device, person),
                PostgresPreferences.personal(handle, person));
    }

    private static List<OwnStudent> students(Handle handle, PersonId person) {
        return handle.createQuery("""
                        WITH own AS (
                            SELECT id AS student, false AS related, NULL::boolean AS portal,
                                NULL::boolean AS restricted, NULL::date AS starts, NULL::date AS ends
                            FROM person WHERE id = :person AND kind = 'STUDENT'
                            UNION ALL
                            SELECT student, true, portal, restricted, starts, ends
                            FROM guardian_standing WHERE guardian = :person
                        )
                        SELECT own.*, ARRAY(
                            SELECT calendar::text FROM enrollment WHERE enrollment.student = own.student
                        ) AS calendars
                        FROM own ORDER BY student
                        """)
                .bind("person", person)
                .map((row, _) -> new OwnStudent(
                        new StudentId(row.getString("student")),
                        standing(row),
                        texts(row, "calendars", CalendarId::new)))
                .list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return row.getBoolean("related") ? StandingRows.guardian(row) : new Standing.Self();
    }

    private static SettingsView settings(Handle handle, DistrictId id, List<OwnStudent> students) {
        List<String> keys = new ArrayList<>(List.of(DistrictSettings.KEY_ID));
        students.stream()
                .flatMap(own -> own.calendars().stream())
                .distinct()
                .forEach(calendar -> keys.add(CalendarSettings.KEY_PREFIX + calendar.value()));
        List<Settings> settings = new ArrayList<>(SettingsQuery.read(handle, id, NO_VERSION, keys));
        List<String> schools = settings.stream()
                .filter(CalendarSettings.class::isInstance)
                .map(calendar -> SchoolSettings.KEY_PREFIX
                        + ((CalendarSettings) calendar).school().value())
                .distinct()
                .toList();
        settings.addAll(SettingsQuery.read(handle, id, NO_VERSION, schools));
        Map<RecordKey, Settings> known =
                settings.stream().collect(Collectors.toMap(Settings::key, Function.identity()));
        return key -> Optional.ofNullable(known.get(key));
    }

    private static <T> Set<T> texts(ResultSet row, String column, Function<String, T> read) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray()).map(read).collect(Collectors.toSet());
    }
}
