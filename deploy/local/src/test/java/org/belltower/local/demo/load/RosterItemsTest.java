package org.belltower.local.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.sample.SampleDay;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;

class RosterItemsTest {
    private static final FirstDay DAY = SampleDay.after(FirstDayFiles.load());
    private static final Instant NOON = Instant.parse("2026-11-20T18:00:00Z");

    private static List<ObjectNode> items(District district) {
        return new RosterItems(district, NOON).all();
    }

    private static List<ObjectNode> named(String key, String value) {
        return items(DAY.district(new DistrictId("maple-valley"))).stream()
                .filter(item -> item.path(key).asText().equals(value))
                .toList();
    }

    @Test
    void an_item_comes_after_all_that_it_refers_to() {
        for (District district : DAY.districts()) {
            Set<String> known = new HashSet<>();
            for (ObjectNode item : items(district)) {
                assertThat(known).as(item.toString()).containsAll(references(item));
                known.add(item.path("kind").asText() + " " + item.path("id").asText());
            }
        }
    }

    private static Set<String> references(JsonNode item) {
        Set<String> references = new HashSet<>();
        for (String kind : List.of("school", "student", "guardian")) {
            if (item.has(kind)) {
                references.add(kind + " " + item.path(kind).asText());
            }
        }
        item.path("calendars").forEach(calendar -> references.add("calendar " + calendar.asText()));
        return references;
    }

    @Test
    void everybody_is_there_once() {
        for (District district : DAY.districts()) {
            assertThat(items(district).stream()
                            .filter(item -> Set.of("student", "guardian")
                                    .contains(item.path("kind").asText()))
                            .map(item -> item.path("id").asText()))
                    .containsExactlyInAnyOrderElementsOf(
                            district.people().stream().map(Object::toString).toList());
        }
    }

    @Test
    void an_item_is_as_the_bulk_api_wants_it() throws Exception {
        assertThat(named("id", "high-2026")).containsExactly(json("""
                {"op": "put", "kind": "calendar", "id": "high-2026", "school": "high", "year": 2026,
                 "starts": "2025-08-27", "ends": "2026-06-03", "excluded": false}"""));
        assertThat(named("id", "ben-ruiz")).containsExactly(json("""
                {"op": "put", "kind": "student", "id": "ben-ruiz", "name": "Ben Ruiz", "calendars": ["middle-2027"]}"""));
        assertThat(named("guardian", "mai-tran")).containsExactly(json("""
                {"op": "put", "kind": "relationship", "student": "linh-tran", "guardian": "mai-tran",
                 "portal": true, "restricted": false, "ends": "2026-11-20"}"""));
        assertThat(named("guardian", "lars-lindqvist")).containsExactly(json("""
                {"op": "put", "kind": "relationship", "student": "freja-lindqvist", "guardian": "lars-lindqvist",
                 "portal": true, "restricted": true}"""));
    }

    /// By its text: the dates of an item are texts on the wire.
    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JsonCodec.mapper().readTree(text);
    }
}
