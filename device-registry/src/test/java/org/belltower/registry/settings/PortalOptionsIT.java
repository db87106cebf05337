package org.belltower.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Category;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.registry.audit.AuditEntry;
import org.belltower.registry.audit.Audited;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A2, A5, I-43, C7: what a district's staff decide for the portals of its families.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class PortalOptionsIT {
    private static final String PATH = "/v1/district/portal-options";
    private static final String NONE = """
            {"mandatory": [], "detailPermitted": false, "defaultLanguage": "en", "guardiansOfAdults": "KEEP"}""";
    private static final String CHOSEN = """
            {"mandatory": ["ATTENDANCE", "GRADES"], "detailPermitted": true, "defaultLanguage": "es",
             "guardiansOfAdults": "END"}""";
    private static final String DISTRICT = """
            {"name": "North", "foodService": false, "activeYear": 2027}""";

    private final GivenDistrict north = new GivenDistrict();
    private final GivenDistrict south = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @BeforeEach
    void given() {
        north.settled();
    }

    private static RequestSpecification clerk(GivenDistrict district) {
        return district.staff("p-1", "office");
    }

    private static void assertChosen(GivenDistrict district) {
        district.office()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("mandatory", contains("GRADES", "ATTENDANCE"))
                .body("detailPermitted", equalTo(true))
                .body("defaultLanguage", equalTo("es"))
                .body("guardiansOfAdults", equalTo("END"));
    }

    private static void assertNone(GivenDistrict district) {
        district.office()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("mandatory", empty())
                .body("detailPermitted", equalTo(false))
                .body("defaultLanguage", equalTo("en"))
                .body("guardiansOfAdults", equalTo("KEEP"));
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).contentType(Problem.MEDIA_TYPE).body("status", equalTo(403));
    }

    private Set<Category> mandatory() {
        return ((DistrictSettings)
                        published.settings(DistrictSettings.KEY_ID).getLast().orElseThrow())
                .mandatory();
    }

    @Test
    void A5_the_nightly_district_and_roster_leave_the_options_that_staff_chose() {
        assertNone(north);
        north.put(PATH, CHOSEN);
        assertChosen(north);

        north.put("/v1/district", DISTRICT);
        north.put("/v1/district", DISTRICT.replace("2027", "2028"));
        north.office().body("""
                        {"items": [{"op": "put", "kind": "school", "id": "high", "name": "High", "zone": "UTC",
                                    "displayOptions": [], "contactPreferences": []}]}""").post("/v1/roster").then().statusCode(200).body("items.status", contains(200));
        assertChosen(north);
        assertThat(mandatory()).containsExactly(Category.GRADES, Category.ATTENDANCE);
        north.office()
                .get("/v1/district")
                .then()
                .body("activeYear", equalTo(2028))
                .body("mandatory", nullValue())
                .body("detailPermitted", nullValue())
                .body("defaultLanguage", nullValue())
                .body("guardiansOfAdults", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mandatory         | []
            mandatory         | ["GRADES"]
            detailPermitted   | false
            defaultLanguage   | "es"
            guardiansOfAdults | "KEEP"
            """)
    void A5_the_district_refuses_an_option_by_its_name_and_tells_where_it_went(String field, String value) {
        north.put(PATH, CHOSEN);
        north.office()
                .body(DISTRICT.replace("}", ", \"" + field + "\": " + value + "}"))
                .put("/v1/district")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field))
                .body("detail", containsString(PATH));
        north.office()
                .body("""
                        {"items": [{"op": "put", "kind": "school", "id": "high", "name": "High", "zone": "UTC",
                                    "displayOptions": [], "contactPreferences": [], "%s": %s}]}""".formatted(field, value))
                .post("/v1/roster")
                .then()
                .statusCode(200)
                .body("items.status", contains(400))
                .body("items.problem.errors.field.flatten()", hasItem("items[0]." + field));
        assertChosen(north);
    }

    @Test
    void A2_staff_without_read_see_no_options_and_without_write_save_none() {
        refused(clerk(north).get(PATH));
        north.given("office", """
                {"DISPLAY_OPTIONS": ["READ", "WRITE"], "CONTACT_PREFERENCES": ["READ", "WRITE"]}""");
        refused(clerk(north).get(PATH));
        refused(clerk(north).body(CHOSEN).put(PATH));

        north.given("office", "{\"PUSH_NOTIFICATIONS\": [\"READ\"]}");
        clerk(north).get(PATH).then().statusCode(200);
        refused(clerk(north).body(CHOSEN).put(PATH));
        assertNone(north);

        north.given("office", "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"]}");
        clerk(north).body(CHOSEN).put(PATH).then().statusCode(204);
        assertChosen(north);
    }

    @Test
    void who_writes_the_roster_neither_sees_nor_changes_the_options() {
        refused(north.program("roster.write", "roster.read").get(PATH));
        refused(north.program("roster.write", "roster.read").body(CHOSEN).put(PATH));
        north.program("settings.write").body(CHOSEN).put(PATH).then().statusCode(204);
        north.program("settings.read").get(PATH).then().statusCode(200);
    }

    @Test
    void I_9_the_options_of_another_district_are_neither_seen_nor_changed() {
        north.put(PATH, CHOSEN);
        south.given("office", "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"]}");
        clerk(south).get(PATH).then().statusCode(404);
        clerk(south).body(NONE).put(PATH).then().statusCode(404);
        south.put("/v1/district", DISTRICT);
        assertNone(south);

        clerk(south).body(NONE.replace("\"en\"", "\"es\"")).put(PATH).then().statusCode(204);
        assertChosen(north);
        refused(north.staff("p-1", "office").get(PATH));
    }

    @Test
    void I_43_a_category_is_mandatory_everywhere_when_the_call_is_answered_and_no_longer_so_when_the_next_is() {
        north.put(PATH, CHOSEN);
        assertThat(mandatory()).containsExactly(Category.GRADES, Category.ATTENDANCE);
        north.put(PATH, NONE);
        assertThat(mandatory()).isEmpty();
    }

    @Test
    void A3_lunch_balance_becomes_no_mandatory_category_where_there_is_no_food_service_and_stays_one_where_it_was() {
        String balance = CHOSEN.replace("\"ATTENDANCE\"", "\"LUNCH_BALANCE\"");
        north.office()
                .body(balance)
                .put(PATH)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo("mandatory"));
        assertNone(north);

        north.put("/v1/district", DISTRICT.replace("false", "true"));
        north.put(PATH, balance);
        north.put("/v1/district", DISTRICT);
        String read = north.office().get(PATH).asString();
        north.put(PATH, read);
        assertThat(mandatory()).contains(Category.LUNCH_BALANCE);
        north.put(PATH, NONE);
        north.office().body(read).put(PATH).then().statusCode(400);
    }

    @Test
    void I_54_options_are_audited_with_the_person_who_chose_them_before_and_after() {
        north.given("office", "{\"PUSH_NOTIFICATIONS\": [\"READ\", \"WRITE\"]}");
        Audited audit = new Audited(north);
        int before = audit.entries("subjectKind=district").size();
        clerk(north).body(CHOSEN).put(PATH).then().statusCode(204);
        north.staff("p-2", "office").body(CHOSEN).put(PATH).then().statusCode(204);

        AuditEntry entry = audit.next("district", before);
        assertThat(entry.actor()).isEqualTo(new AuditEntry.Actor("person", "p-1"));
        assertThat(entry.subject()).isEqualTo(new AuditEntry.Subject("district", north.id.value()));
        assertThat(Audited.before(entry))
                .containsEntry("mandatory", List.of())
                .containsEntry("detailPermitted", false)
                .containsEntry("defaultLanguage", "en")
                .containsEntry("guardiansOfAdults", "KEEP");
        assertThat(Audited.after(entry))
                .containsEntry("mandatory", List.of("GRADES", "ATTENDANCE"))
                .containsEntry("detailPermitted", true)
                .containsEntry("defaultLanguage", "es")
                .containsEntry("guardiansOfAdults", "END");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "GRADES"                   | "SWIMMING"           | mandatory[1]
            ["ATTENDANCE", "GRADES"]   | "GRADES"             | mandatory
            ["ATTENDANCE", "GRADES"]   | [null]               | mandatory[0]
            ["ATTENDANCE", "GRADES"]   | null                 | mandatory
            "mandatory"                | "mandatori"          | mandatory
            true                       | "true"               | detailPermitted
            true                       | null                 | detailPermitted
            "detailPermitted"          | "detail"             | detailPermitted
            "es"                       | "xx"                 | defaultLanguage
            "es"                       | "es_MX"              | defaultLanguage
            "es"                       | ""                   | defaultLanguage
            "es"                       | 1                    | defaultLanguage
            "es"                       | null                 | defaultLanguage
            "defaultLanguage"          | "language"           | defaultLanguage
            "END"                      | "SOMETIMES"          | guardiansOfAdults
            "END"                      | ""                   | guardiansOfAdults
            "END"                      | 1                    | guardiansOfAdults
            "END"                      | null                 | guardiansOfAdults
            "guardiansOfAdults"        | "guardians"          | guardiansOfAdults
            """)
    void wrong_options_are_refused_by_name(String right, String wrong, String field) {
        north.office()
                .body(CHOSEN.replace(right, wrong))
                .put(PATH)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field));
        assertNone(north);
    }
}
