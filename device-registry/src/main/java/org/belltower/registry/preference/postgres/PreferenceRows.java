package org.belltower.registry.preference.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.registry.district.Language;
import org.belltower.registry.preference.Personal;
import org.belltower.registry.preference.QuietHours;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The statements about preferences other than categories.
final class PreferenceRows {
    private PreferenceRows() {}

    static Personal personal(Handle handle, PersonId person) {
        return handle.createQuery("""
                        SELECT language, detail, quiet_from, quiet_to, quiet_zone FROM preference
                        WHERE person = :person
                        """)
                .bind("person", person)
                .map((row, _) -> new Personal(language(row), row.getBoolean("detail"), quietHours(row)))
                .findOne()
                .orElse(Personal.NOTHING);
    }

    static void replace(Handle handle, PersonId person, Personal personal) {
        Language language = personal.language();
        QuietHours quiet = personal.quietHours();
        ZoneId zone = quiet == null ? null : quiet.zone();
        handle.createUpdate("""
                        INSERT INTO preference (person, language, detail, quiet_from, quiet_to, quiet_zone)
                        VALUES (:person, :language, :detail, :from, :to, :zone)
                        ON CONFLICT (district, person) DO UPDATE SET
                            language = excluded.language, detail = excluded.detail,
                            quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                            quiet_zone = excluded.quiet_zone
                        WHERE (preference.language, preference.detail, preference.quiet_from, preference.quiet_to,
                                preference.quiet_zone)
                            IS DISTINCT FROM (excluded.language, excluded.detail, excluded.quiet_from,
                                excluded.quiet_to, excluded.quiet_zone)
                        """)
                .bind("person", person)
                .bind("language", language == null ? null : language.tag())
                .bind("detail", personal.detail())
                .bind("from", quiet == null ? null : quiet.from())
                .bind("to", quiet == null ? null : quiet.to())
                .bind("zone", zone == null ? null : zone.getId())
                .execute();
    }

    static boolean officeMessages(Handle handle, DeviceId device, PersonId person) {
        return handle.createQuery("SELECT enabled FROM office_messages WHERE device = :device AND person = :person")
                .bind("device", device)
                .bind("person", person)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true);
    }

    static void switchOfficeMessages(Handle handle, DeviceId device, PersonId person, boolean enabled) {
        handle.createUpdate("""
                        INSERT INTO office_messages (device, person, enabled) VALUES (:device, :person, :enabled)
                        ON CONFLICT (district, device, person) DO UPDATE SET enabled = excluded.enabled
                        """)
                .bind("device", device)
                .bind("person", person)
                .bind("enabled", enabled)
                .execute();
    }

    static void forget(Handle handle, PersonId person) {
        handle.createUpdate("DELETE FROM preference WHERE person = :person")
                .bind("person", person)
                .execute();
        handle.createUpdate("DELETE FROM office_messages WHERE person = :person")
                .bind("person", person)
                .execute();
    }

    private static @Nullable Language language(ResultSet row) throws SQLException {
        String tag = row.getString("language");
        return tag == null ? null : Language.valueOf(tag.toUpperCase(Locale.ROOT));
    }

    private static @Nullable QuietHours quietHours(ResultSet row) throws SQLException {
        LocalTime from = row.getObject("quiet_from", LocalTime.class);
        String zone = row.getString("quiet_zone");
        return from == null
                ? null
                : new QuietHours(
                        from, row.getObject("quiet_to", LocalTime.class), zone == null ? null : ZoneId.of(zone));
    }
}
