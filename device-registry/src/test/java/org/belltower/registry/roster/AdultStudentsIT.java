package org.belltower.registry.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.PersonId;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.belltower.registry.audit.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// I-5: what becomes of guardians' access when their student is of age, by the district's choice. That a last day is
/// one of the school is shown where changes are told: DeciderTest and ChangeGatesTest.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AdultStudentsIT {
    private static final String UNBOUNDED = "{\"portal\": true, \"restricted\": false}";
    private static final LocalDate BIRTHDAY = LocalDate.of(2008, 11, 23);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @BeforeEach
    void given() {
        north.settled();
        north.put("/v1/guardians/g-1", "{}");
        north.put("/v1/guardians/g-2", "{}");
    }

    @Test
    void I_5_guardians_last_day_is_the_one_before_the_birthday_and_the_student_stays() {
        guardiansOfAdults("END");
        student("s-1", BIRTHDAY);
        relate("s-1", "g-1", UNBOUNDED);
        north.awaitPublished();

        assertThat(published.audience("s-1").members())
                .containsExactly(
                        new Member(new PersonId("s-1"), new Standing.Self(), List.of()),
                        new Member(new PersonId("g-1"), until(LAST_DAY), List.of()));
        assertThat(revoked("s-1")).containsExactly(named("g-1", until(LAST_DAY)));
    }

    @Test
    void I_5_a_district_that_keeps_guardians_access_as_a_new_one_does_bounds_nobody() {
        student("s-1", BIRTHDAY);
        relate("s-1", "g-1", UNBOUNDED);
        student("s-1", BIRTHDAY.minusYears(1));
        north.awaitPublished();

        assertThat(published.audience("s-1").members().getLast().standing()).isEqualTo(until(null));
        assertThat(published.revocations("s-1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2008-02-29, 2026-02-28",
        "2008-02-28, 2026-02-27",
        "2008-03-01, 2026-02-28",
        "2010-03-01, 2028-02-29",
        "2010-01-01, 2027-12-31",
        "1900-01-01, 1917-12-31",
        "2100-12-31, 2118-12-30"
    })
    void I_5_who_was_born_on_29_february_is_of_age_on_1_march_and_everybody_else_on_the_birthday(
            LocalDate born, LocalDate lastDay) {
        guardiansOfAdults("END");
        student("s-1", born);
        relate("s-1", "g-1", UNBOUNDED);

        assertThat(revoked("s-1")).containsExactly(named("g-1", until(lastDay)));
    }

    @Test
    void I_5_the_earlier_end_counts_and_the_roster_keeps_what_it_said() {
        guardiansOfAdults("END");
        student("s-1", BIRTHDAY);
        relate("s-1", "g-1", "{\"portal\": true, \"restricted\": false, \"ends\": \"2026-11-21\"}");
        relate(
                "s-1",
                "g-2",
                "{\"portal\": true, \"restricted\": false, \"starts\": \"2026-12-01\", \"ends\": \"2027-06-30\"}");

        assertThat(revoked("s-1"))
                .containsExactly(
                        named("g-1", until(LocalDate.of(2026, 11, 21))),
                        named("g-2", new Standing.Guardian(true, false, LocalDate.of(2026, 12, 1), LAST_DAY)));
        north.office()
                .get("/v1/relationships?student=s-1")
                .then()
                .body("items.ends", contains("2026-11-21", "2027-06-30"));
    }

    @Test
    void I_5_a_change_of_the_choice_publishes_those_whom_it_changes_and_nobody_else() {
        student("s-1", BIRTHDAY);
        relate("s-1", "g-1", UNBOUNDED);
        student("without-birth-date", null);
        relate("without-birth-date", "g-1", UNBOUNDED);
        student("ends-before", BIRTHDAY);
        relate("ends-before", "g-1", "{\"portal\": true, \"restricted\": false, \"ends\": \"2026-11-22\"}");
        student("without-guardian", BIRTHDAY);
        GivenDistrict south = new GivenDistrict().settled();
        south.put("/v1/students/s-1", "{\"calendars\": [], \"birthDate\": \"2008-11-23\"}");
        south.put("/v1/guardians/g-1", "{}");
        south.put("/v1/students/s-1/guardians/g-1", UNBOUNDED);
        Published there = new Published(Backends.kafka(), south.id);
        north.awaitPublished();
        List<Integer> others = records("without-birth-date", "ends-before", "without-guardian");
        int elsewhere = there.texts("s-1").size();

        guardiansOfAdults("END");
        assertThat(revoked("s-1")).containsExactly(named("g-1", until(LAST_DAY)));
        north.awaitPublished();
        assertThat(published.audience("s-1").members().getLast().standing()).isEqualTo(until(LAST_DAY));

        guardiansOfAdults("KEEP");
        assertThat(published.revocations("s-1").getLast()).isEmpty();
        north.awaitPublished();
        assertThat(published.audience("s-1").members().getLast().standing()).isEqualTo(until(null));

        assertThat(records("without-birth-date", "ends-before", "without-guardian"))
                .isEqualTo(others);
        assertThat(there.texts("s-1")).hasSize(elsewhere);
    }

    @Test
    void I_5_a_birth_date_that_comes_moves_and_goes_takes_the_end_with_it() {
        guardiansOfAdults("END");
        student("s-1", null);
        relate("s-1", "g-1", UNBOUNDED);
        assertThat(published.revocations("s-1")).isEmpty();

        student("s-1", BIRTHDAY);
        assertThat(revoked("s-1")).containsExactly(named("g-1", until(LAST_DAY)));
        student("s-1", BIRTHDAY.plusDays(7));
        assertThat(revoked("s-1")).containsExactly(named("g-1", until(LAST_DAY.plusDays(7))));
        // A put replaces: what is left out is gone.
        student("s-1", null);
        assertThat(published.revocations("s-1").getLast()).isEmpty();
        north.awaitPublished();
        assertThat(published.audience("s-1").members().getLast().standing()).isEqualTo(until(null));
    }

    @Test
    void I_5_settings_say_why_by_the_day_at_the_school() {
        // It is always at least a day later there than in Pago Pago.
        LocalDate today = LocalDate.now(ZoneId.of("Pacific/Kiritimati"));
        LocalDate born = today.minusYears(18);
        assumeThat(born.plusYears(18)).as("on 29 February nobody turns 18").isEqualTo(today);
        guardiansOfAdults("END");
        student("s-1", born);
        relate("s-1", "g-1", UNBOUNDED);
        north.signIn("g-1", "guardians-" + north.id, GivenDistrict.token("g-" + north.id));
        north.signIn("s-1", "own-" + north.id, GivenDistrict.token("s-" + north.id));

        zone("Pacific/Pago_Pago");
        assertGrades("g-1", "guardians-", null);
        zone("Pacific/Kiritimati");
        assertGrades("g-1", "guardians-", "RELATIONSHIP_NOT_CURRENT");
        assertGrades("s-1", "own-", null);
        guardiansOfAdults("KEEP");
        assertGrades("g-1", "guardians-", null);
    }

    @Test
    void I_50_a_birth_date_is_told_by_the_roster_and_nowhere_else() {
        guardiansOfAdults("END");
        north.office().body("""
                        {"items": [{"op": "put", "kind": "student", "id": "s-1", "birthDate": "2008-11-23",
                                    "calendars": ["high-2027"]}]}""").post("/v1/roster").then().body("items.status", contains(201));
        relate("s-1", "g-1", UNBOUNDED);
        north.awaitPublished();

        north.office().get("/v1/students/s-1").then().body("birthDate", equalTo("2008-11-23"));
        north.office().get("/v1/students").then().body("items[0].birthDate", equalTo("2008-11-23"));
        assertThat(published.texts("s-1")).isNotEmpty().noneMatch(record -> record.contains("2008-11"));
        assertThat(new Audited(north).entries(""))
                .isNotEmpty()
                .noneMatch(entry -> entry.toString().contains("2008-11"));
        north.office()
                .body("{\"calendars\": [], \"birthDate\": \"1808-11-23\"}")
                .put("/v1/students/s-1")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("birthDate"))
                .body(not(containsString("1808")));
    }

    private List<Integer> records(String... students) {
        return List.of(students).stream()
                .map(student -> published.texts(student).size())
                .toList();
    }

    private void guardiansOfAdults(String choice) {
        north.put("/v1/district/portal-options", """
                {"mandatory": [], "detailPermitted": false, "defaultLanguage": "en", "guardiansOfAdults": "%s"}""".formatted(choice));
    }

    private void student(String id, @Nullable LocalDate born) {
        String birthDate = born == null ? "" : ", \"birthDate\": \"" + born + "\"";
        north.put("/v1/students/" + id, "{\"calendars\": [\"high-2027\"]" + birthDate + "}");
    }

    private void relate(String student, String guardian, String relationship) {
        north.put("/v1/students/" + student + "/guardians/" + guardian, relationship);
    }

    private void zone(String zone) {
        north.put("/v1/schools/high", """
                {"name": "High", "zone": "%s", "displayOptions": ["GRADES"], "contactPreferences": ["GRADES"]}""".formatted(zone));
    }

    private void assertGrades(String person, String installation, @Nullable String reason) {
        north.phone(person)
                .get("/v1/devices/" + installation + north.id + "/settings")
                .then()
                .statusCode(200)
                .body("categories.GRADES.activity.active", equalTo(reason == null))
                .body("categories.GRADES.activity.reason", reason == null ? nullValue() : equalTo(reason));
    }

    private List<Revoked> revoked(String student) {
        return published.revocations(student).getLast().orElseThrow().revoked();
    }

    private static Standing until(@Nullable LocalDate lastDay) {
        return new Standing.Guardian(true, false, null, lastDay);
    }

    private static Revoked named(String person, Standing standing) {
        return new Revoked(new PersonId(person), standing);
    }
}
