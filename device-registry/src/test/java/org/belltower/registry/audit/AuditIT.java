package org.belltower.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Area;
import org.belltower.registry.GivenDistrict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// I-54: what leaves an entry in the audit, and which; I-50: by ids only.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AuditIT {
    private static final List<String> AREAS =
            Stream.of(Area.values()).map(Area::name).toList();

    /// Who an app is for if nobody says.
    private static final List<String> EVERYBODY = List.of("FAMILIES", "STUDENTS");

    private static final String CANARY = "Wilhelmina Canary";
    private static final AuditEntry.Actor ROSTER = new AuditEntry.Actor("client", "roster");

    private final GivenDistrict north = new GivenDistrict();
    private final Audited audit = new Audited(north);

    private static AuditEntry.Actor person(String id) {
        return new AuditEntry.Actor("person", id);
    }

    private static AuditEntry.Subject subject(String kind, String id) {
        return new AuditEntry.Subject(kind, id);
    }

    private void assertRoster(
            AuditEntry entry,
            AuditEntry.Subject subject,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        assertThat(entry)
                .isEqualTo(new AuditEntry(entry.id(), entry.at(), ROSTER, Audited.FROM_ROSTER, subject, before, after));
    }

    @Test
    void I_54_the_switch_is_audited_with_the_person_who_flipped_it() {
        north.settled().given("office", "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"]}");
        int before = audit.entries("subjectKind=district").size();
        Instant began = Instant.now();
        north.staff("p-1", "office")
                .body("{\"enabled\": false}")
                .put("/v1/push-notifications")
                .then()
                .statusCode(204);
        north.staff("p-2", "office")
                .body("{\"enabled\": false}")
                .put("/v1/push-notifications")
                .then()
                .statusCode(204);

        AuditEntry entry = audit.next("district", before);
        assertThat(entry.actor()).isEqualTo(person("p-1"));
        assertThat(entry.subject()).isEqualTo(subject("district", north.id.value()));
        assertThat(Audited.before(entry)).containsEntry("notifications", true);
        assertThat(Audited.after(entry))
                .containsEntry("notifications", false)
                .containsEntry("foodService", false)
                .containsEntry("activeYear", 2027);
        assertThat(entry.at()).isBetween(began, Instant.now());
    }

    @Test
    void I_54_a_new_district_and_its_settings_are_audited_each_once() {
        north.put("/v1/district", """
                {"name": "North", "foodService": false, "activeYear": 2027}""");
        assertRoster(audit.next("district", 0), subject("district", north.id.value()), null, district(2027));
        String changed = """
                {"name": "North", "foodService": false, "activeYear": 2028}""";
        north.put("/v1/district", changed);
        north.put("/v1/district", changed);
        assertRoster(audit.next("district", 1), subject("district", north.id.value()), district(2027), district(2028));
    }

    private static Map<String, Object> district(int activeYear) {
        return Map.of(
                "notifications",
                false,
                "foodService",
                false,
                "activeYear",
                activeYear,
                "mandatory",
                List.of(),
                "detailPermitted",
                false,
                "defaultLanguage",
                "en",
                "guardiansOfAdults",
                "KEEP");
    }

    @Test
    void I_54_what_a_school_displays_and_tells_is_audited_whichever_way_it_is_changed() {
        north.settled();
        north.put("/v1/schools/high/display-options", "{\"displayOptions\": [\"GRADES\"]}");
        north.put("/v1/schools/high/display-options", "{\"displayOptions\": [\"GRADES\"]}");
        Map<String, Object> was = Map.of(
                "zone",
                "America/Chicago",
                "displayOptions",
                List.of("GRADES", "ATTENDANCE"),
                "contactPreferences",
                List.of("GRADES"),
                "attendanceStatuses",
                List.of("ABSENT", "TARDY", "EARLY_RELEASE"),
                "attendanceExcuses",
                List.of("EXCUSED", "UNEXCUSED", "UNKNOWN"));
        Map<String, Object> became = new HashMap<>(was);
        became.put("displayOptions", List.of("GRADES"));
        assertRoster(audit.next("school", 1), subject("school", "high"), was, became);

        north.put("/v1/schools/high", """
                {"name": "High", "zone": "America/Chicago", "displayOptions": ["GRADES"], "contactPreferences": []}""");
        Map<String, Object> last = new HashMap<>(became);
        last.put("contactPreferences", List.of());
        assertRoster(audit.next("school", 2), subject("school", "high"), became, last);

        north.put(
                "/v1/schools/high/attendance-notices",
                "{\"statuses\": [\"ABSENT\"], \"excuses\": [\"EXCUSED\", \"UNEXCUSED\", \"UNKNOWN\"]}");
        Map<String, Object> told = new HashMap<>(last);
        told.put("attendanceStatuses", List.of("ABSENT"));
        assertRoster(audit.next("school", 3), subject("school", "high"), last, told);
    }

    @Test
    void I_54_a_calendar_that_is_excluded_is_audited() {
        north.settled();
        north.put("/v1/calendars/high-2027", """
                {"school": "high", "year": 2027, "starts": "2026-08-17", "ends": "2027-06-04", "excluded": true}""");
        Map<String, Object> was =
                Map.of("school", "high", "year", 2027, "starts", "2026-08-17", "ends", "2027-06-04", "excluded", false);
        Map<String, Object> became = new HashMap<>(was);
        became.put("excluded", true);
        assertRoster(audit.next("calendar", 1), subject("calendar", "high-2027"), was, became);
    }

    @Test
    void I_54_thresholds_and_opt_outs_are_audited_and_choices_that_stay_are_not() {
        north.settled().family("s-1", "g-1");
        String phone = "phone-" + north.id;
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.choose("g-1", phone, "{\"GRADES\": {\"on\": true, \"below\": 70}, \"ATTENDANCE\": {\"on\": true}}");
        assertThat(audit.entries("subjectKind=subscription")).hasSize(2);

        north.choose("g-1", phone, "{\"GRADES\": {\"on\": true, \"below\": 60}, \"ATTENDANCE\": {\"on\": true}}");
        AuditEntry entry = audit.next("subscription", 2);
        assertThat(entry.actor()).isEqualTo(person("g-1"));
        assertThat(entry.subject()).isEqualTo(subject("subscription", phone));
        assertThat(Audited.before(entry)).containsEntry("category", "GRADES").containsEntry("person", "g-1");
        assertThat((BigDecimal) Audited.before(entry).get("below")).isEqualByComparingTo("70");
        assertThat((BigDecimal) Audited.after(entry).get("below")).isEqualByComparingTo("60");

        north.choose("g-1", phone, "{\"GRADES\": {\"on\": true, \"below\": 60}}");
        AuditEntry optOut = audit.next("subscription", 3);
        assertThat(Audited.before(optOut)).containsEntry("category", "ATTENDANCE");
        assertThat(optOut.after()).isNull();
    }

    @Test
    void I_54_rights_and_apps_are_audited() {
        north.settled().given("office", "{\"APPS\": [\"READ\"]}");
        north.given("office", "{\"APPS\": [\"READ\"]}");
        assertRoster(
                audit.next("right", 0),
                subject("right", "office"),
                null,
                Map.of("tool", "APPS", "rights", List.of("READ")));
        north.given("office", "{\"APPS\": [\"READ\", \"WRITE\"]}");
        assertRoster(
                audit.next("right", 1),
                subject("right", "office"),
                Map.of("tool", "APPS", "rights", List.of("READ")),
                Map.of("tool", "APPS", "rights", List.of("READ", "WRITE")));
        north.program("rights.write").delete("/v1/rights/office").then().statusCode(204);
        assertRoster(
                audit.next("right", 2),
                subject("right", "office"),
                Map.of("tool", "APPS", "rights", List.of("READ", "WRITE")),
                null);

        north.put("/v1/apps/family", """
                {"name": "Family", "fcm": {"project": "other"}}""");
        assertRoster(
                audit.next("app", 1),
                subject("app", "family"),
                Map.of(
                        "apnsTopic", "org.belltower.family",
                        "apnsEnvironment", "PRODUCTION",
                        "fcmProject", "family",
                        "kind", "SHARED",
                        "audience", EVERYBODY,
                        "areas", AREAS),
                Map.of("fcmProject", "other", "kind", "SHARED", "audience", EVERYBODY, "areas", AREAS));
    }

    @Test
    void what_is_refused_leaves_no_entry() {
        north.settled().given("security", "{\"TOOL_RIGHTS\": [\"READ\", \"WRITE\"]}");
        int before = audit.entries("").size();
        north.staff("p-1", "security")
                .body("{\"APPS\": [\"READ\"]}")
                .put("/v1/rights/security")
                .then()
                .statusCode(403);
        north.staff("p-1", "security").delete("/v1/rights/security").then().statusCode(409);
        north.office().body("{\"displayOptions\": []}").put("/v1/schools/none/display-options");
        assertThat(audit.entries("")).hasSize(before);
    }

    @Test
    void a_bulk_import_leaves_an_entry_for_each_row_that_changed() {
        String roster = """
                {"items": [
                  {"op": "put", "kind": "school", "id": "a", "name": "A", "zone": "UTC", "displayOptions": [],
                   "contactPreferences": []},
                  {"op": "put", "kind": "school", "id": "b", "name": "B", "zone": "UTC", "displayOptions": ["%s"],
                   "contactPreferences": []},
                  {"op": "put", "kind": "calendar", "id": "a-2027", "school": "a", "year": 2027, "starts": "2026-08-17",
                   "ends": "2027-06-04", "excluded": false},
                  {"op": "put", "kind": "student", "id": "s-1", "name": "Ana", "calendars": ["a-2027"]}]}""";
        north.put("/v1/district", """
                {"name": "North", "foodService": false, "activeYear": 2027}""");
        bulk(roster.formatted("GRADES"));
        assertThat(audit.entries("subjectKind=school")).hasSize(2);
        assertThat(audit.entries("subjectKind=calendar")).hasSize(1);

        bulk(roster.formatted("GRADES"));
        assertThat(audit.entries("")).hasSize(4);

        bulk(roster.formatted("ATTENDANCE"));
        assertThat(audit.entries("")).hasSize(5);
        assertThat(audit.entries("").getFirst().subject()).isEqualTo(subject("school", "b"));
    }

    private void bulk(String roster) {
        north.office().body(roster).post("/v1/roster").then().statusCode(200);
    }

    @Test
    void I_50_names_never_stand_in_the_audit_nor_does_a_change_of_a_name_alone() {
        north.settled().family("s-1", "g-1");
        int before = audit.entries("").size();
        north.put("/v1/district", """
                {"name": "%s", "foodService": false, "activeYear": 2027}""".formatted(CANARY));
        north.put("/v1/schools/high", """
                {"name": "%s", "zone": "America/Chicago",
                 "displayOptions": ["GRADES", "ATTENDANCE"], "contactPreferences": ["GRADES"]}""".formatted(CANARY));
        north.put("/v1/students/s-1", """
                {"name": "%s", "calendars": ["high-2027"]}""".formatted(CANARY));
        north.put("/v1/guardians/g-1", "{\"name\": \"" + CANARY + "\"}");
        assertThat(audit.entries("")).hasSize(before);

        north.put("/v1/apps/family", "{\"name\": \"" + CANARY + "\"}");
        String token = GivenDistrict.token("token-canary-" + north.id);
        north.signIn("g-1", "phone-" + north.id, token);
        north.choose("g-1", "phone-" + north.id, "{\"GRADES\": {\"on\": true}}");
        assertThat(audit.entries("")).hasSize(before + 2);
        String all = north.program("audit.read").get("/v1/audit?limit=500").asString();
        assertThat(all)
                .contains("org.belltower.family")
                .doesNotContain("Canary")
                .doesNotContain(token);
    }
}
