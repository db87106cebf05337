package org.belltower.registry.publish.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.SchoolId;
import org.belltower.model.Tool;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.registry.postgres.RecordRows;
import org.belltower.registry.postgres.ToolRightRows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads settings by the ids of their records' keys, in the handle's transaction and district.
public final class SettingsQuery {
    private SettingsQuery() {}

    /// @param version what they get
    /// @return those that are there
    public static List<Settings> read(Handle handle, DistrictId district, long version, Collection<String> keys) {
        List<Settings> settings = new ArrayList<>();
        if (keys.contains(DistrictSettings.KEY_ID)) {
            settings.addAll(district(handle, version));
        }
        if (keys.contains(RightsSettings.KEY_ID)) {
            settings.addAll(rights(handle, district, version));
        }
        List<String> schools = startingWith(SchoolSettings.KEY_PREFIX, keys);
        if (!schools.isEmpty()) {
            settings.addAll(schools(handle, version, schools));
        }
        List<String> calendars = startingWith(CalendarSettings.KEY_PREFIX, keys);
        if (!calendars.isEmpty()) {
            settings.addAll(calendars(handle, version, calendars));
        }
        List<String> apps = startingWith(AppSettings.KEY_PREFIX, keys);
        if (!apps.isEmpty()) {
            settings.addAll(apps(handle, version, apps));
        }
        return settings;
    }

    private static List<String> startingWith(String kind, Collection<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(kind))
                .map(key -> key.substring(kind.length()))
                .toList();
    }

    private static List<DistrictSettings> district(Handle handle, long version) {
        return handle.createQuery("""
                        SELECT district, :version AS version, notifications, food_service, active_year, switched_on,
                            mandatory, default_language, detail_permitted
                        FROM district
                        """)
                .bind("version", version)
                .map(RecordRows.of(DistrictSettings.class))
                .list();
    }

    /// None if no group has any: then nobody may anything.
    private static List<RightsSettings> rights(Handle handle, DistrictId district, long version) {
        Map<GroupId, ToolRights> groups = ToolRightRows.all(handle);
        return groups.isEmpty() ? List.of() : List.of(new RightsSettings(district, version, groups));
    }

    private static List<SchoolSettings> schools(Handle handle, long version, List<String> ids) {
        return handle.createQuery("""
                        SELECT district, :version AS version, id AS school, zone, display_options, contact_preferences,
                            attendance_statuses, attendance_excuses
                        FROM school WHERE id = ANY (:ids)
                        """)
                .bind("version", version)
                .bindArray("ids", String.class, ids)
                .map(SettingsQuery::school)
                .list();
    }

    private static SchoolSettings school(ResultSet row, StatementContext context) throws SQLException {
        return new SchoolSettings(
                new DistrictId(row.getString("district")),
                row.getLong("version"),
                new SchoolId(row.getString("school")),
                ZoneId.of(row.getString("zone")),
                some(row, "display_options", Tool.class),
                some(row, "contact_preferences", Category.class),
                new AttendanceNotices(
                        some(row, "attendance_statuses", AttendanceRecorded.Status.class),
                        some(row, "attendance_excuses", AttendanceRecorded.Excuse.class)));
    }

    private static <E extends Enum<E>> Set<E> some(ResultSet row, String column, Class<E> type) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .map(name -> Enum.valueOf(type, name))
                .collect(Collectors.toSet());
    }

    private static List<CalendarSettings> calendars(Handle handle, long version, List<String> ids) {
        return handle.createQuery("""
                        SELECT district, :version AS version, id AS calendar, school, year, ends, excluded
                        FROM calendar WHERE id = ANY (:ids)
                        """)
                .bind("version", version)
                .bindArray("ids", String.class, ids)
                .map(ConstructorMapper.of(CalendarSettings.class))
                .list();
    }

    private static List<AppSettings> apps(Handle handle, long version, List<String> ids) {
        return handle.createQuery("SELECT district, id, areas FROM app WHERE id = ANY (:ids)")
                .bindArray("ids", String.class, ids)
                .map((row, _) -> new AppSettings(
                        new DistrictId(row.getString("district")),
                        version,
                        new AppId(row.getString("id")),
                        some(row, "areas", Area.class)))
                .list();
    }
}
