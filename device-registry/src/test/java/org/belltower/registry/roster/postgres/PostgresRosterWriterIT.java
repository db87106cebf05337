package org.belltower.registry.roster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.registry.RegistryDatabase;
import org.belltower.registry.district.District;
import org.belltower.registry.district.postgres.PostgresDistricts;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.roster.ItemAnswer;
import org.belltower.registry.roster.RosterImport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is written and marked; nothing takes the marks away here.
class PostgresRosterWriterIT {
    private static final RegistryDatabase DATABASE = new RegistryDatabase();
    private static final List<String> WHOLE = List.of("""
            {"op": "put", "kind": "school", "id": "high", "name": "High", "zone": "America/Chicago",
             "displayOptions": ["GRADES"], "contactPreferences": ["GRADES"]}""", """
            {"op": "put", "kind": "calendar", "id": "high-2027", "school": "high", "year": 2027,
             "starts": "2026-08-17", "ends": "2027-06-04", "excluded": false}""", """
            {"op": "put", "kind": "session", "id": "fall", "name": "Fall", "type": "TERM", "school": "high", "year": 2027,
             "starts": "2026-08-17", "ends": "2026-12-18"}""", """
            {"op": "put", "kind": "student", "id": "s-1", "name": "Ana", "calendars": ["high-2027"]}""", """
            {"op": "put", "kind": "guardian", "id": "g-1", "name": "Eva"}""", """
            {"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1", "portal": true,
             "restricted": false, "ends": "2027-06-30"}""", """
            {"op": "put", "kind": "family", "id": "f-1", "name": "Novak", "members": ["g-1", "s-1"]}""", """
            {"op": "put", "kind": "class", "id": "swim", "name": "Swimming", "school": "high", "session": "fall"}""", """
            {"op": "put", "kind": "camp", "id": "summer", "name": "Summer", "school": "high",
             "days": [{"day": "2027-07-01"}, {"day": "2027-07-02", "cancelled": true}]}""", """
            {"op": "put", "kind": "enrollment", "id": "e-1", "student": "s-1", "class": "swim", "type": "TRIAL",
             "starts": "2026-09-01"}""", """
            {"op": "put", "kind": "enrollment", "id": "e-2", "student": "s-1", "camp": "summer", "type": "WAIT"}""");

    private final DistrictId north =
            new DistrictId("d-" + UUID.randomUUID().toString().substring(0, 8));
    private final DistrictTransactions transactions = DATABASE.transactions();
    private final RosterImport roster = new RosterImport(new PostgresRosterWriter(transactions));

    @BeforeEach
    void settle() {
        new PostgresDistricts(transactions).put(north, new District("North", true, 2027));
        forget();
    }

    @Test
    void a_roster_that_comes_again_writes_nothing_and_marks_nothing() {
        assertThat(statuses(WHOLE)).containsOnly(201).hasSize(WHOLE.size());
        assertThat(marks()).contains("AUDIENCE s-1", "SETTINGS school:high", "SETTINGS calendar:high-2027");
        List<String> rows = rows();
        forget();

        assertThat(statuses(WHOLE)).containsOnly(204).hasSize(WHOLE.size());

        assertThat(marks()).isEmpty();
        assertThat(rows()).as("no row has a new version").isEqualTo(rows);
    }

    @Test
    void R15_who_repeats_what_is_not_published_yet_waits_for_it_as_well() {
        statuses(WHOLE);
        assertThat(statuses(WHOLE)).containsOnly(204);

        assertThat(markedTwice())
                .containsExactly("REVOCATION s-1", "SETTINGS calendar:high-2027", "SETTINGS school:high");
        forget();

        List<String> gone = List.of(delete("guardian", "g-1"), delete("student", "s-1"));
        assertThat(statuses(gone)).containsOnly(200);
        forgetAudiences();
        assertThat(statuses(gone)).containsOnly(204);
        assertThat(markedTwice()).containsExactly("REVOCATION s-1");
    }

    @Test
    void only_what_changes_an_audience_or_settings_is_marked() {
        statuses(WHOLE);
        forget();

        assertThat(statuses(List.of("""
                        {"op": "put", "kind": "student", "id": "s-1", "name": "Anna", "calendars": ["high-2027"]}""", """
                        {"op": "put", "kind": "guardian", "id": "g-1", "name": "Eve"}""", """
                        {"op": "put", "kind": "family", "id": "f-1", "name": "Novak", "members": ["g-1"]}""", """
                        {"op": "put", "kind": "camp", "id": "summer", "name": "Summer", "school": "high",
                         "days": [{"day": "2027-07-01", "cancelled": true}]}""", """
                        {"op": "put", "kind": "enrollment", "id": "e-1", "student": "s-1", "class": "swim",
                         "type": "ACTIVE"}"""))).containsOnly(200);
        assertThat(marks()).isEmpty();

        statuses(List.of("""
                {"op": "put", "kind": "student", "id": "s-1", "name": "Anna", "calendars": []}"""));
        assertThat(marks()).containsExactly("AUDIENCE s-1");
    }

    @Test
    void deleting_takes_along_what_makes_no_sense_without_it() {
        statuses(WHOLE);
        forget();

        assertThat(statuses(List.of(delete("class", "swim"), delete("camp", "summer"))))
                .containsOnly(200);
        assertThat(count("offering_enrollment") + count("camp_day")).isZero();
        assertThat(marks()).isEmpty();

        assertThat(statuses(List.of(delete("guardian", "g-1")))).containsExactly(200);
        assertThat(count("relationship")).isZero();
        assertThat(count("family_member")).isEqualTo(1);
        assertThat(marks()).contains("AUDIENCE s-1");
        forget();

        assertThat(statuses(List.of(delete("student", "s-1"), delete("family", "f-1"), delete("student", "s-1"))))
                .containsExactly(200, 200, 204);
        assertThat(count("person") + count("enrollment") + count("family_member"))
                .isZero();
        assertThat(marks()).contains("AUDIENCE s-1");
    }

    @Test
    void deleting_a_student_takes_relationships_and_enrollments_along() {
        statuses(WHOLE);

        assertThat(statuses(List.of(delete("student", "s-1")))).containsExactly(200);

        assertThat(count("relationship") + count("enrollment") + count("offering_enrollment"))
                .isZero();
        assertThat(count("person")).isEqualTo(1);
    }

    @Test
    void what_others_refer_to_stays_until_they_are_gone() {
        statuses(WHOLE);
        forget();

        assertThat(statuses(
                        List.of(delete("school", "high"), delete("calendar", "high-2027"), delete("session", "fall"))))
                .containsOnly(409);
        assertThat(marks()).isEmpty();
        assertThat(statuses(List.of(
                        delete("student", "s-1"),
                        delete("class", "swim"),
                        delete("camp", "summer"),
                        delete("session", "fall"),
                        delete("calendar", "high-2027"),
                        delete("school", "high"))))
                .containsOnly(200);
        assertThat(marks()).contains("SETTINGS school:high", "SETTINGS calendar:high-2027");
    }

    @Test
    void an_item_of_the_other_kind_is_not_taken_for_ones_own() {
        statuses(WHOLE);

        assertThat(statuses(List.of("""
                        {"op": "put", "kind": "guardian", "id": "s-1"}""", """
                        {"op": "put", "kind": "student", "id": "g-1", "calendars": []}""", """
                        {"op": "put", "kind": "camp", "id": "swim", "name": "S", "school": "high", "days": []}""", """
                        {"op": "put", "kind": "class", "id": "summer", "name": "S", "school": "high"}"""))).containsOnly(409);
        assertThat(statuses(List.of(
                        delete("guardian", "s-1"),
                        delete("student", "g-1"),
                        delete("class", "summer"),
                        delete("camp", "swim"))))
                .containsOnly(204);
        assertThat(count("person") + count("offering")).isEqualTo(4);
    }

    @Test
    void a_refused_item_leaves_nothing_of_itself_and_stops_no_other() {
        List<String> items = Stream.concat(
                        WHOLE.stream(),
                        IntStream.range(0, 250).mapToObj(n -> n % 50 == 7 ? """
                                {"op": "put", "kind": "student", "id": "n-%d", "calendars": ["none"]}""".formatted(n) : """
                                {"op": "put", "kind": "student", "id": "n-%d", "calendars": []}""".formatted(n)))
                .toList();

        List<ItemAnswer> answers = apply(items);

        assertThat(answers.stream().filter(answer -> answer.status() == 400).map(ItemAnswer::id))
                .containsExactly("n-7", "n-57", "n-107", "n-157", "n-207");
        assertThat(field(answers.get(WHOLE.size() + 7))).isEqualTo("items[" + (WHOLE.size() + 7) + "].calendars[0]");
        assertThat(count("person")).isEqualTo(2 + 245);
    }

    @Test
    void every_reference_to_nothing_is_refused_by_its_field() {
        statuses(WHOLE);

        assertThat(apply(List.of("""
                                {"op": "put", "kind": "session", "id": "x", "name": "X", "type": "TERM", "parent": "none",
                                 "year": 2027, "starts": "2026-08-17", "ends": "2026-12-18"}""", """
                                {"op": "put", "kind": "relationship", "student": "none", "guardian": "g-1",
                                 "portal": true, "restricted": false}""", """
                                {"op": "put", "kind": "family", "id": "x", "members": ["none"]}""", """
                                {"op": "put", "kind": "class", "id": "x", "name": "X", "school": "none"}""", """
                                {"op": "put", "kind": "camp", "id": "x", "name": "X", "school": "high",
                                 "session": "none", "days": []}""", """
                                {"op": "put", "kind": "class", "id": "x", "name": "X", "school": "high",
                                 "calendar": "none"}""", """
                                {"op": "put", "kind": "enrollment", "id": "x", "student": "g-1", "class": "swim",
                                 "type": "WAIT"}""", """
                                {"op": "put", "kind": "enrollment", "id": "x", "student": "s-1", "class": "summer",
                                 "type": "WAIT"}""", """
                                {"op": "put", "kind": "enrollment", "id": "x", "student": "s-1", "camp": "swim",
                                 "type": "WAIT"}""")).stream()
                        .map(PostgresRosterWriterIT::field))
                .containsExactly(
                        "items[0].parent",
                        "items[1].student",
                        "items[2].members",
                        "items[3].school",
                        "items[4].session",
                        "items[5].calendar",
                        "items[6].student",
                        "items[7].class",
                        "items[8].camp");
    }

    private static String field(ItemAnswer answer) {
        return Objects.requireNonNull(answer.problem()).errors().getFirst().field();
    }

    private static String delete(String kind, String id) {
        return "{\"op\": \"delete\", \"kind\": \"" + kind + "\", \"id\": \"" + id + "\"}";
    }

    private List<Integer> statuses(List<String> items) {
        return apply(items).stream().map(ItemAnswer::status).toList();
    }

    private List<ItemAnswer> apply(List<String> items) {
        return roster.apply(
                north, items.stream().map(PostgresRosterWriterIT::json).toList());
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> marks() {
        return DATABASE.relay()
                .withHandle(handle -> handle.createQuery(
                                "SELECT DISTINCT kind || ' ' || key FROM mark WHERE district = :district ORDER BY 1")
                        .bind("district", north)
                        .mapTo(String.class)
                        .list());
    }

    /// By one call, and by another one that waits for it.
    private List<String> markedTwice() {
        return DATABASE.relay()
                .withHandle(handle -> handle.createQuery("""
                                SELECT kind || ' ' || key FROM mark WHERE district = :district
                                GROUP BY kind, key HAVING count(DISTINCT transaction::text) > 1 ORDER BY 1
                                """)
                        .bind("district", north)
                        .mapTo(String.class)
                        .list());
    }

    private void forgetAudiences() {
        DATABASE.relay()
                .useHandle(
                        handle -> handle.execute("DELETE FROM mark WHERE district = ? AND kind = 'AUDIENCE'", north));
    }

    private void forget() {
        DATABASE.relay().useHandle(handle -> handle.execute("DELETE FROM mark WHERE district = ?", north));
    }

    private int count(String table) {
        return transactions.read(
                north,
                handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    /// Which version of each row there is: a row that is written has a new one, whatever is in it.
    private List<String> rows() {
        return transactions.read(
                north,
                handle -> Stream.of(
                                "school",
                                "calendar",
                                "academic_session",
                                "person",
                                "enrollment",
                                "relationship",
                                "family",
                                "family_member",
                                "offering",
                                "camp_day",
                                "offering_enrollment")
                        .flatMap(table -> handle
                                .createQuery("SELECT '" + table + "' || xmin || ctid FROM " + table + " ORDER BY 1")
                                .mapTo(String.class)
                                .stream())
                        .toList());
    }
}
