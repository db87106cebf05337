package org.belltower.registry.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemReaderTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final List<String> FIELDS = List.of(
            "op",
            "kind",
            "id",
            "student",
            "guardian",
            "name",
            "birthDate",
            "calendars",
            "school",
            "days",
            "type",
            "class",
            "camp",
            "portal",
            "notify",
            "starts",
            "ends",
            "drops",
            "members",
            "year",
            "zone",
            "parent",
            "unknown");

    private final List<RosterItem> written = new ArrayList<>();
    private final RosterImport roster = new RosterImport((_, items) -> {
        written.addAll(items);
        return items.stream().<Written>map(_ -> Written.Done.CREATED).toList();
    });

    @Test
    void an_item_is_read_as_what_it_is() throws Exception {
        assertThat(ItemReader.read(json("""
                        {"op": "put", "kind": "student", "id": "s-1", "name": "Ana", "birthDate": "2008-02-29",
                         "calendars": ["high-2027"]}""")))
                .isEqualTo(new RosterItem.PutStudent(
                        new StudentId("s-1"),
                        new Student("Ana", LocalDate.of(2008, 2, 29), List.of(new CalendarId("high-2027")))));
        assertThat(ItemReader.read(json("""
                        {"op": "delete", "kind": "camp", "id": "c-1"}"""))).isEqualTo(new RosterItem.Delete(Kind.CAMP, "c-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                          | op
            {"op": "put"}                                                               | kind
            {"op": "merge", "kind": "student", "id": "s"}                               | op
            {"op": "put", "kind": "planet", "id": "s"}                                  | kind
            {"op": "put", "kind": "student"}                                            | id
            {"op": "put", "kind": "student", "id": 7}                                   | id
            {"op": "put", "kind": "student", "id": "s"}                                 | calendars
            {"op": "put", "kind": "student", "id": "s", "calendars": [], "nmae": "A"}   | nmae
            {"op": "put", "kind": "student", "id": "s", "calendars": "a"}               | calendars
            {"op": "put", "kind": "student", "id": "s", "calendars": [null]}            | calendars[0]
            {"op": "put", "kind": "student", "id": "s", "calendars": [], "birthDate": "1899-12-31"} | birthDate
            {"op": "put", "kind": "student", "id": "s", "calendars": [], "birthDate": "2101-01-01"} | birthDate
            {"op": "put", "kind": "student", "id": "s", "calendars": [], "birthDate": "2009-02-29"} | birthDate
            {"op": "put", "kind": "student", "id": "s", "calendars": [], "birthDate": "2/28/2009"} | birthDate
            {"op": "put", "kind": "student", "id": "s", "calendars": [], "birthDate": true} | birthDate
            {"op": "delete", "kind": "student", "id": "s", "name": "A"}                 | name
            {"op": "put", "kind": "guardian", "id": ".."} | id
            {"op": "put", "kind": "family", "id": ".", "members": []} | id
            {"op": "put", "kind": "relationship", "id": "r", "student": "s", "guardian": "g", "portal": true, "restricted": false} | id
            {"op": "put", "kind": "relationship", "student": "s", "portal": true, "restricted": false} | guardian
            {"op": "put", "kind": "relationship", "student": "s", "guardian": "g", "restricted": false} | portal
            {"op": "put", "kind": "relationship", "student": "s", "guardian": "g", "portal": true, "restricted": false, "end": "2027-01-01"} | end
            {"op": "put", "kind": "camp", "id": "c", "name": "C", "school": "s", "days": [{"day": "2027-07-01", "off": true}]} | days[0].off
            {"op": "put", "kind": "camp", "id": "c", "name": "C", "school": "s", "days": [{"day": "2027-07-01"}, {"day": "2027-07-01"}]} | days
            {"op": "put", "kind": "session", "id": "t", "name": "T", "type": "TERM", "year": 2027, "starts": "2026-08-01", "ends": "2026-12-01", "parent": "t"} | parent
            {"op": "put", "kind": "session", "id": "t", "name": "T", "type": "WEEK", "year": 2027, "starts": "2026-08-01", "ends": "2026-12-01"} | type
            {"op": "put", "kind": "enrollment", "id": "e", "student": "s", "type": "ACTIVE"} | class
            {"op": "put", "kind": "enrollment", "id": "e", "student": "s", "class": "c", "camp": "c", "type": "ACTIVE"} | class
            {"op": "put", "kind": "enrollment", "id": "e", "student": "s", "camp": "c", "type": "TRIAL"} | type
            {"op": "put", "kind": "enrollment", "id": "e", "student": "s", "class": "c", "type": "TRIAL", "starts": "2027-02-01", "drops": "2027-01-01"} | drops
            """)
    void what_is_wrong_is_refused_by_its_field(String item, String field) throws Exception {
        ItemAnswer answer = roster.apply(NORTH, List.of(json(item))).getFirst();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isNotNull();
        assertThat(answer.problem().errors().getFirst().field()).isEqualTo("items[0]." + field);
        assertThat(written).isEmpty();
    }

    @Test
    void five_types_are_for_classes_and_two_for_camps() throws Exception {
        for (Enrollment.Type type : Enrollment.Type.values()) {
            String start = "{\"op\": \"put\", \"kind\": \"enrollment\", \"id\": \"e\", \"student\": \"s\", \"type\": \""
                    + type + "\", ";
            boolean camps = type == Enrollment.Type.ACTIVE || type == Enrollment.Type.WAIT;

            assertThat(status(start + "\"class\": \"c\"}")).as("class " + type).isEqualTo(201);
            assertThat(status(start + "\"camp\": \"c\"}")).as("camp " + type).isEqualTo(camps ? 201 : 400);
        }
    }

    @Test
    void a_bad_item_between_two_good_ones_stops_neither() throws Exception {
        List<ItemAnswer> answers = roster.apply(
                NORTH,
                List.of(
                        json("{\"op\": \"put\", \"kind\": \"guardian\", \"id\": \"g-1\"}"),
                        json("[\"Ana Secret\"]"),
                        json("{\"op\": \"put\", \"kind\": \"guardian\", \"id\": \"g-2\"}")));

        assertThat(answers.stream().map(ItemAnswer::status)).containsExactly(201, 400, 201);
        assertThat(answers.stream().map(ItemAnswer::index)).containsExactly(0, 1, 2);
        assertThat(answers.stream().map(ItemAnswer::id)).containsExactly("g-1", null, "g-2");
        assertThat(answers.toString()).doesNotContain("Secret");
        assertThat(written).hasSize(2);
    }

    @Property(tries = 3_000)
    void whatever_is_sent_is_read_or_refused_and_never_fails(@ForAll("json") JsonNode item) {
        ItemAnswer answer = roster.apply(NORTH, List.of(item)).getFirst();

        Statistics.label("status").collect(answer.status());
        assertThat(answer.status()).isIn(201, 400);
        assertThat(answer.problem() == null).isEqualTo(answer.status() == 201);
    }

    @Property(tries = 500)
    void whatever_body_is_sent_holds_items_or_is_refused(@ForAll("json") JsonNode body) {
        try {
            assertThat(RosterImport.items(body)).hasSizeLessThanOrEqualTo(RosterImport.MOST);
        } catch (MalformedMessageException e) {
            assertThat(e.rule()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<JsonNode> json() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.of("put", "delete", "a", "2027-01-01", "2026-13-45", "ACTIVE", "WAIT", "TERM", "UTC", ""),
                Arbitraries.of(Kind.values()).map(Kind::text));
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                texts.map(nodes::textNode),
                texts.map(nodes::textNode),
                Arbitraries.of(true, false).map(nodes::booleanNode),
                Arbitraries.integers().map(nodes::numberNode),
                Arbitraries.doubles().map(nodes::numberNode),
                Arbitraries.just(nodes.nullNode()));
        Arbitrary<JsonNode> value = Arbitraries.oneOf(
                leaf, leaf.list().ofMaxSize(3).map(list -> nodes.arrayNode().addAll(list)), object(leaf));
        Arbitrary<JsonNode> item = Arbitraries.maps(Arbitraries.of(FIELDS), value)
                .ofMaxSize(8)
                .flatMap(fields -> Arbitraries.of(Kind.values()).map(kind -> started(kind, fields)));
        return Arbitraries.oneOf(value, object(value), item, item, item);
    }

    private static Arbitrary<JsonNode> object(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of(FIELDS), values)
                .ofMaxSize(6)
                .map(fields -> JsonNodeFactory.instance.objectNode().setAll(fields));
    }

    /// One that gets past the first questions.
    private static JsonNode started(Kind kind, Map<String, JsonNode> fields) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("op", "put").put("kind", kind.text()).put("id", "x");
        fields.forEach((field, value) -> {
            if (!Stream.of("op", "kind").toList().contains(field)) {
                item.set(field, value);
            }
        });
        return item;
    }

    private int status(String item) throws MalformedMessageException {
        return roster.apply(NORTH, List.of(json(item))).getFirst().status();
    }

    private static JsonNode json(String text) throws MalformedMessageException {
        return JsonCodec.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
