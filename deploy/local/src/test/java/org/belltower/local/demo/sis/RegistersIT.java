package org.belltower.local.demo.sis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DatabaseServer;
import org.belltower.embedded.postgres.Role;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.sample.SampleDay;
import org.belltower.model.DistrictId;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.LunchBalanceChanged;
import org.belltower.model.change.ScheduleChanged;
import org.belltower.sis.SampleSis;
import org.junit.jupiter.api.Test;

/// The whole day in real databases.
class RegistersIT {
    private final FirstDay day = SampleDay.after(FirstDayFiles.load());
    private final Map<DistrictId, String> names = new HashMap<>();

    @Test
    void a_day_leaves_a_row_of_each_item_that_was_not_deleted() throws SQLException {
        for (District district : Registers.districts(day)) {
            fill(district);
        }
        try (StudentRecords records = new DatabaseRecords(this::open)) {
            Save.of(rows().stream().filter(event -> !event.isKnownBefore()).toList())
                    .forEach(records::save);
        }
        for (District district : Registers.districts(day)) {
            assertThat(counts(district.id())).as(district.id().value()).isEqualTo(items(district.id()));
        }
    }

    private List<CaseEvent> rows() {
        return day.events().filter(event -> event.way() instanceof Way.Row).toList();
    }

    private void fill(District district) throws SQLException {
        String name = "sis_" + UUID.randomUUID().toString().replace("-", "");
        names.put(district.id(), name);
        DatabaseServer server = Backends.databaseServer();
        server.createCapturedDatabase(name, new Role(name, "secret"));
        try (Connection connection = open(district.id());
                Statement statement = connection.createStatement()) {
            assertThat(SampleSis.isThere(connection)).isFalse();
            SampleSis.create(connection);
            statement.execute(Registers.content(day, district));
            assertThat(SampleSis.isThere(connection)).isTrue();
        }
    }

    private Connection open(DistrictId district) throws SQLException {
        String name = names.getOrDefault(district, "");
        return new Role(name, "secret")
                .connectTo(Backends.databaseServer().jdbcUrl(name))
                .getConnection();
    }

    private Map<String, Integer> items(DistrictId district) {
        Map<String, Set<String>> items = new HashMap<>();
        for (CaseEvent event : rows()) {
            if (event.district().equals(district)) {
                Change change = event.change();
                Set<String> there = items.computeIfAbsent(table(change), _ -> new HashSet<>());
                String item = change.student() + " " + change.item();
                switch (event.way()) {
                    case Way.Deleted _ -> there.remove(item);
                    case Way.Renamed(String from) -> {
                        there.remove(item.substring(0, item.lastIndexOf('\u001f') + 1) + from);
                        there.add(item);
                    }
                    case Way.Saved _, Way.Posted _ -> there.add(item);
                }
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        items.forEach((table, all) -> counts.put(table, all.size()));
        return counts;
    }

    private static String table(Change change) {
        return switch (change) {
            case AssignmentScored _ -> "score";
            case GradePosted _ -> "grade";
            case AttendanceRecorded _ -> "attendance";
            case LunchBalanceChanged _ -> "food_account";
            case ScheduleChanged _ -> "placement";
        };
    }

    private Map<String, Integer> counts(DistrictId district) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (Connection connection = open(district);
                Statement statement = connection.createStatement()) {
            for (String table : items(district).keySet()) {
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM sis." + table)) {
                    count.next();
                    counts.put(table, count.getInt(1));
                }
            }
        }
        return counts;
    }
}
