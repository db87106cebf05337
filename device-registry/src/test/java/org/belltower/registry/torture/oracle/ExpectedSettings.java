package org.belltower.registry.torture.oracle;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.LanguageTag;
import org.belltower.model.SchoolId;
import org.belltower.model.Tool;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;

/// The settings of the district, of each school, calendar and app that is there, and of the rights if any group
/// has one.
final class ExpectedSettings {
    private ExpectedSettings() {}

    static Map<String, Settings> of(Tables tables) {
        Map<String, Settings> settings = new TreeMap<>();
        tables.rows("district").forEach(row -> settings.put("district", district(tables, row)));
        tables.rows("school").forEach(row -> settings.put("school:" + row.text("id"), school(tables, row)));
        tables.rows("calendar").forEach(row -> settings.put("calendar:" + row.text("id"), calendar(tables, row)));
        tables.rows("app").forEach(row -> settings.put("app:" + row.text("id"), app(tables, row)));
        if (!tables.rows("tool_right").isEmpty()) {
            settings.put("rights", rights(tables));
        }
        return settings;
    }

    private static DistrictSettings district(Tables tables, Row row) {
        return new DistrictSettings(
                tables.district(),
                Relayed.NO_VERSION,
                row.flag("notifications"),
                row.flag("food_service"),
                (int) row.number("active_year"),
                row.momentOrNull("switched_on"),
                row.some("mandatory", Category.class),
                new LanguageTag(row.text("default_language")),
                row.flag("detail_permitted"));
    }

    private static SchoolSettings school(Tables tables, Row row) {
        return new SchoolSettings(
                tables.district(),
                Relayed.NO_VERSION,
                new SchoolId(row.text("id")),
                ZoneId.of(row.text("zone")),
                row.some("display_options", Tool.class),
                row.some("contact_preferences", Category.class),
                new AttendanceNotices(
                        row.some("attendance_statuses", AttendanceRecorded.Status.class),
                        row.some("attendance_excuses", AttendanceRecorded.Excuse.class)));
    }

    private static CalendarSettings calendar(Tables tables, Row row) {
        return new CalendarSettings(
                tables.district(),
                Relayed.NO_VERSION,
                new CalendarId(row.text("id")),
                new SchoolId(row.text("school")),
                (int) row.number("year"),
                row.day("ends"),
                row.flag("excluded"));
    }

    private static AppSettings app(Tables tables, Row row) {
        return new AppSettings(
                tables.district(), Relayed.NO_VERSION, new AppId(row.text("id")), row.some("areas", Area.class));
    }

    private static RightsSettings rights(Tables tables) {
        Map<GroupId, Map<StaffTool, Set<Right>>> groups = new TreeMap<>();
        tables.rows("tool_right")
                .forEach(row -> groups.computeIfAbsent(
                                new GroupId(row.text("user_group")), _ -> new EnumMap<>(StaffTool.class))
                        .put(row.one("tool", StaffTool.class), row.some("rights", Right.class)));
        Map<GroupId, ToolRights> rights = new TreeMap<>();
        groups.forEach((group, tools) -> rights.put(group, new ToolRights(tools)));
        return new RightsSettings(tables.district(), Relayed.NO_VERSION, rights);
    }
}
