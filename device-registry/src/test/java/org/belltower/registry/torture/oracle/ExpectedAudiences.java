package org.belltower.registry.torture.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.model.LanguageTag;
import org.belltower.model.PersonId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;

/// An audience for each student that is there: the student, then the guardians, each with all of their
/// devices. One of nobody for each who left.
final class ExpectedAudiences {
    private ExpectedAudiences() {}

    static Map<String, Audience> of(Tables tables) {
        Map<String, Audience> audiences = new TreeMap<>();
        tables.where("person", "kind", "STUDENT")
                .map(student -> student.text("id"))
                .forEach(student -> audiences.put(student, audience(tables, student)));
        tables.rows("left_person").stream()
                .filter(left -> left.has("at") && left.flag("student"))
                .map(left -> left.text("person"))
                .forEach(student -> audiences.put(student, ofNobody(tables, student)));
        return audiences;
    }

    private static Audience ofNobody(Tables tables, String student) {
        return new Audience(tables.district(), new StudentId(student), Relayed.NO_VERSION, Set.of(), List.of());
    }

    private static Audience audience(Tables tables, String student) {
        Set<CalendarId> calendars = new HashSet<>();
        tables.where("enrollment", "student", student)
                .forEach(enrollment -> calendars.add(new CalendarId(enrollment.text("calendar"))));
        Map<String, Member> guardians = new TreeMap<>();
        tables.where("relationship", "student", student).forEach(relationship -> {
            String guardian = relationship.text("guardian");
            guardians.put(guardian, member(tables, guardian, Standings.of(tables, relationship)));
        });
        List<Member> members = Stream.concat(
                        Stream.of(member(tables, student, new Standing.Self())), guardians.values().stream())
                .toList();
        return new Audience(tables.district(), new StudentId(student), Relayed.NO_VERSION, calendars, members);
    }

    private static Member member(Tables tables, String person, Standing standing) {
        Map<String, AudienceDevice> devices = tables.where("device", "person", person)
                .collect(Collectors.toMap(
                        device -> device.text("id"), device -> device(tables, device), (one, _) -> one, TreeMap::new));
        Optional<Row> chosen = tables.where("preference", "person", person).findFirst();
        return new Member(
                new PersonId(person),
                standing,
                List.copyOf(devices.values()),
                chosen.map(row -> row.textOrNull("language"))
                        .map(LanguageTag::new)
                        .orElse(null),
                chosen.map(row -> row.flag("detail")).orElse(null));
    }

    private static AudienceDevice device(Tables tables, Row device) {
        return new AudienceDevice(
                new DeviceId(device.text("id")),
                new AppId(device.text("app")),
                device.number("session_epoch"),
                device.one("session", SessionState.class),
                SwitchedOn.of(tables, device.text("id"), device.text("person")));
    }
}
