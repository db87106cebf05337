package org.belltower.local.demo.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Day;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.StudentId;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// A district's roster as items of `POST /v1/roster`, what an item refers to before it. Pure.
public final class RosterItems {
    private final District district;
    private final Instant start;

    /// @param start from which the days are counted
    public RosterItems(District district, Instant start) {
        this.district = district;
        this.start = start;
    }

    /// Every item, in the order in which it can be written.
    List<ObjectNode> all() {
        List<ObjectNode> items = new ArrayList<>();
        district.schools().forEach((id, school) -> items.add(item("school", id, school)));
        district.calendars().forEach((id, calendar) -> items.add(item("calendar", id, calendar(calendar))));
        district.families()
                .forEach(family -> family.students().forEach((id, student) -> items.add(item("student", id, student))));
        district.families()
                .forEach(family -> family.guardians().forEach((id, guardian) -> {
                    items.add(item("guardian", id, Map.of("name", guardian.name())));
                    guardian.of()
                            .forEach((student, relationship) ->
                                    items.add(put("relationship", relationship(student, relationship))
                                            .put("student", student.value())
                                            .put("guardian", id.value())));
                }));
        return items;
    }

    private static ObjectNode item(String kind, Object id, Object fields) {
        return put(kind, fields).put("id", id.toString());
    }

    private static ObjectNode put(String kind, Object fields) {
        ObjectNode item = JsonCodec.mapper().createObjectNode().put("op", "put").put("kind", kind);
        item.setAll(JsonCodec.mapper().<ObjectNode>valueToTree(fields));
        return item;
    }

    private Map<String, Object> calendar(District.Calendar calendar) {
        ZoneId zone = district.zone(calendar.school());
        return Map.of(
                "school", calendar.school(),
                "year", calendar.year(),
                "starts", calendar.starts().date(start, zone),
                "ends", calendar.ends().date(start, zone),
                "excluded", calendar.excluded());
    }

    /// The fields of a relationship.
    public Map<String, Object> relationship(StudentId student, Family.Relationship relationship) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("portal", relationship.portal());
        fields.put("restricted", relationship.restricted());
        if (!relationship.officeMayWrite()) {
            fields.put("notify", false);
        }
        day(fields, "starts", relationship.starts(), student);
        day(fields, "ends", relationship.ends(), student);
        return fields;
    }

    private void day(Map<String, Object> fields, String name, @Nullable Day day, StudentId student) {
        if (day != null) {
            fields.put(name, day.date(start, district.zone(student)));
        }
    }
}
