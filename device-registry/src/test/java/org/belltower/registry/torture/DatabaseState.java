package org.belltower.registry.torture;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.registry.postgres.DistrictTransactions;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What the topics must say, by whole tables and nested loops: slow, obvious, and nothing of the relay's own queries.
/// A line for each record, by topic and key; what is not there must be a tombstone, or never have been.
final class DatabaseState {
    private final Handle handle;
    private final String district;
    private final List<Map<String, Object>> choices;
    private final List<Map<String, Object>> defaults;
    private final List<Map<String, Object>> switches;
    private final boolean ending;
    private final Map<String, LocalDate> births = new HashMap<>();
    private final Map<String, String> lines = new TreeMap<>();

    private DatabaseState(Handle handle, String district) {
        this.handle = handle;
        this.district = district;
        this.choices = rows("SELECT * FROM subscription");
        this.defaults = rows("SELECT * FROM default_subscription");
        this.switches = rows("SELECT * FROM office_messages");
        this.ending = rows("SELECT * FROM district").stream()
                .allMatch(row -> text(row, "guardians_of_adults").equals("END"));
        rows("SELECT * FROM person WHERE birth_date IS NOT NULL")
                .forEach(row -> births.put(text(row, "id"), requireNonNull(day(row.get("birth_date")))));
    }

    /// @param owner of the tables
    static Map<String, String> of(Jdbi owner, List<DistrictId> districts) {
        Map<String, String> lines = new TreeMap<>();
        for (DistrictId district : districts) {
            lines.putAll(owner.inTransaction(handle -> {
                DistrictTransactions.enter(handle, district);
                return new DatabaseState(handle, district.value()).read();
            }));
        }
        return lines;
    }

    private Map<String, String> read() {
        List<Map<String, Object>> devices = rows("SELECT * FROM device ORDER BY id");
        for (var device : devices) {
            lines.put(key("bindings", text(device, "id")), binding(device));
        }
        for (var student : rows("SELECT id FROM person WHERE kind = 'STUDENT'")) {
            String id = text(student, "id");
            lines.put(key("audience", id), audience(id, devices));
        }
        revocations();
        rows("SELECT * FROM district")
                .forEach(row -> lines.put(
                        key("settings", "district"),
                        row.get("notifications") + " " + row.get("active_year") + " " + row.get("mandatory")));
        rows("SELECT * FROM school")
                .forEach(row -> lines.put(
                        key("settings", "school:" + row.get("id")),
                        row.get("zone") + " " + row.get("contact_preferences")));
        rows("SELECT * FROM calendar")
                .forEach(row -> lines.put(
                        key("settings", "calendar:" + row.get("id")), row.get("school") + " " + row.get("year")));
        return lines;
    }

    private String binding(Map<String, Object> device) {
        String token = text(device, "token");
        boolean owned = handle.createQuery("""
                        SELECT EXISTS (SELECT FROM token_owner WHERE app = :app AND district = :district AND device = :id
                            AND hash = sha256(convert_to(:token, 'UTF8')))
                        """)
                .bind("district", district)
                .bind("app", text(device, "app"))
                .bind("id", text(device, "id"))
                .bind("token", token)
                .mapTo(Boolean.class)
                .one();
        return String.join(
                " ",
                text(device, "person"),
                text(device, "session_epoch"),
                text(device, "session"),
                owned ? token : "-",
                text(device, "token_version"),
                chosen(device).map(choice -> text(choice, "category")).toList().toString(),
                "office " + officeMessages(device));
    }

    /// What the device says is on, and of what it does not speak of what the person says.
    private Stream<Map<String, Object>> chosen(Map<String, Object> device) {
        String person = text(device, "person");
        List<Map<String, Object>> own = choices.stream()
                .filter(choice -> text(choice, "device").equals(text(device, "id"))
                        && text(choice, "person").equals(person))
                .toList();
        Stream<Map<String, Object>> byDefault = defaults.stream()
                .filter(choice -> text(choice, "person").equals(person)
                        && own.stream().noneMatch(said -> text(said, "category").equals(text(choice, "category"))));
        return Stream.concat(own.stream().filter(choice -> choice.get("since") != null), byDefault)
                .sorted(Comparator.comparing(choice -> text(choice, "category")));
    }

    private boolean officeMessages(Map<String, Object> device) {
        return switches.stream()
                .filter(each -> text(each, "device").equals(text(device, "id"))
                        && text(each, "person").equals(text(device, "person")))
                .allMatch(each -> Boolean.TRUE.equals(each.get("enabled")));
    }

    private String audience(String student, List<Map<String, Object>> devices) {
        String calendars =
                rows("SELECT calendar FROM enrollment WHERE student = '" + student + "' ORDER BY calendar").stream()
                        .map(row -> text(row, "calendar"))
                        .toList()
                        .toString();
        String guardians =
                rows("SELECT * FROM relationship WHERE student = '" + student + "' ORDER BY guardian").stream()
                        .map(row -> " " + guardian(row) + phones(text(row, "guardian"), devices))
                        .collect(Collectors.joining());
        return calendars + " self " + student + phones(student, devices) + guardians;
    }

    private String guardian(Map<String, Object> row) {
        return row.get("guardian") + " " + row.get("portal") + " " + row.get("restricted") + " " + row.get("starts")
                + " " + ends(row);
    }

    /// As the roster said, or before the 18th birthday where guardians' access ends with it.
    private @Nullable LocalDate ends(Map<String, Object> row) {
        LocalDate ends = day(row.get("ends"));
        LocalDate born = births.get(text(row, "student"));
        if (!ending || born == null) {
            return ends;
        }
        LocalDate lastDay =
                born.plusYears(18).minusDays(born.getDayOfMonth() == 29 && born.getMonthValue() == 2 ? 0 : 1);
        return ends == null || lastDay.isBefore(ends) ? lastDay : ends;
    }

    private static @Nullable LocalDate day(@Nullable Object date) {
        return date == null ? null : LocalDate.parse(date.toString());
    }

    private String phones(String person, List<Map<String, Object>> devices) {
        return devices.stream()
                .filter(device -> text(device, "person").equals(person))
                .map(device -> text(device, "id") + " " + text(device, "session_epoch") + " " + text(device, "session")
                        + chosen(device)
                                .map(choice -> text(choice, "category") + below(choice.get("below")))
                                .toList())
                .toList()
                .toString();
    }

    static String below(@Nullable Object threshold) {
        return threshold instanceof BigDecimal number
                ? " below " + number.stripTrailingZeros().toPlainString()
                : "";
    }

    private void revocations() {
        Map<String, Map<String, String>> named = new TreeMap<>();
        for (var row : rows("SELECT * FROM relationship")) {
            if (Boolean.FALSE.equals(row.get("portal"))
                    || Boolean.TRUE.equals(row.get("restricted"))
                    || row.get("starts") != null
                    || ends(row) != null) {
                named.computeIfAbsent(text(row, "student"), _ -> new TreeMap<>())
                        .put(text(row, "guardian"), guardian(row));
            }
        }
        for (var row : rows("SELECT * FROM removed WHERE district = current_setting('belltower.district')")) {
            named.computeIfAbsent(text(row, "student"), _ -> new TreeMap<>())
                    .put(text(row, "person"), text(row, "person") + " none");
        }
        named.forEach((student, people) -> lines.put(key("revocations", student), String.join(", ", people.values())));
    }

    private String key(String topic, String id) {
        return topic + " " + district + "/" + id;
    }

    private List<Map<String, Object>> rows(String sql) {
        return handle.createQuery(sql).mapToMap().list();
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }
}
