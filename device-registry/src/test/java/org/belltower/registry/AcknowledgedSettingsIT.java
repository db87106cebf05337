package org.belltower.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Area;
import org.belltower.model.PersonId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Revocations.Revoked;
import org.belltower.model.audience.Standing;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.RecordKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R15: what is switched off, or ends between people, stands on its topic when the call is answered. Nothing here
/// waits after a call, and Kafka takes long enough for a call that does not wait to be seen.
@QuarkusTest
@TestProfile(SlowPublisher.InPlace.class)
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class AcknowledgedSettingsIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String token = GivenDistrict.token("token-" + north.id);

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    SlowPublisher kafka;

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, token);
        north.awaitPublished();
        kafka.slow(true);
    }

    @AfterEach
    void stop() {
        kafka.slow(false);
        kafka.refuse(Optional.empty());
    }

    @Test
    void A1_switching_off_is_answered_after_the_settings_are_published() {
        north.notifications(false);

        assertThat(district().notifications()).isFalse();
    }

    @Test
    void C7_detail_that_is_permitted_no_longer_is_answered_after_the_settings_are_published() {
        kafka.slow(false);
        options(true);
        north.awaitPublished();
        kafka.slow(true);
        int before = published.settings("district").size();
        options(false);

        assertThat(published.settings("district")).hasSize(before + 1);
    }

    private void options(boolean detailPermitted) {
        assertThat(options(detailPermitted, "KEEP")).isEqualTo(204);
    }

    private int options(boolean detailPermitted, String guardiansOfAdults) {
        return north.office()
                .body("""
                {"mandatory": [], "detailPermitted": %s, "defaultLanguage": "en", "guardiansOfAdults": "%s"}""".formatted(detailPermitted, guardiansOfAdults))
                .put("/v1/district/portal-options")
                .statusCode();
    }

    @ParameterizedTest(name = "another option told beside: {0}")
    @ValueSource(booleans = {false, true})
    void I_5_the_end_of_guardians_access_is_answered_after_the_revocations_are_published(boolean another)
            throws Exception {
        kafka.slow(false);
        north.put("/v1/students/s-1", "{\"calendars\": [\"high-2027\"], \"birthDate\": \"2008-08-20\"}");
        north.awaitPublished();
        int before = published.settings("district").size();
        kafka.refuse(Optional.of(new RecordKey(north.id, "s-1")));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> options(false, "END"));
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> published.settings("district").size() > before);
            Future<Integer> repeated = threads.submit(() -> options(another, "END"));
            assertThatThrownBy(() -> repeated.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            kafka.refuse(Optional.empty());
            assertThat(repeated.get(15, TimeUnit.SECONDS)).isEqualTo(204);
            assertThat(revoked())
                    .containsExactly(named(
                            "g-1",
                            new Standing.Guardian(true, false, LocalDate.of(2026, 8, 1), LocalDate.of(2026, 8, 19))));
            assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo(204);
        }
    }

    @Test
    void A2_a_right_that_is_taken_away_is_answered_after_the_settings_are_published() {
        north.given("office", "{\"APPS\": [\"WRITE\"]}");
        assertThat(published.settings("rights").getLast()).isPresent();

        north.program("rights.write").delete("/v1/rights/office").then().statusCode(204);
        assertThat(published.settings("rights").getLast()).isEmpty();
    }

    @Test
    void A11_a_schools_switch_is_answered_after_the_settings_are_published() {
        north.put("/v1/schools/high/contact-preferences", "{\"contactPreferences\": []}");

        assertThat(school().contactPreferences()).isEmpty();
    }

    @Test
    void A16_what_an_app_has_no_more_is_answered_after_the_settings_are_published() {
        north.put("/v1/apps/family", "{\"name\": \"Family\", \"areas\": [\"PLANNER\"]}");

        assertThat(published.settings("app:family").getLast())
                .map(AppSettings.class::cast)
                .map(AppSettings::areas)
                .contains(Set.of(Area.PLANNER));
    }

    @Test
    void I_4_a_portal_flag_off_is_answered_after_the_revocation_is_published() {
        north.put("/v1/students/s-1/guardians/g-1", """
                {"portal": false, "restricted": false}""");

        assertThat(revoked()).containsExactly(named("g-1", new Standing.Guardian(false, false, null, null)));
    }

    @Test
    void I_4_the_end_of_a_relationship_is_answered_after_the_revocation_is_published() {
        north.office().delete("/v1/students/s-1/guardians/g-1").then().statusCode(204);

        assertThat(revoked()).containsExactly(named("g-1", new Standing.None()));
    }

    @Test
    void a_call_that_finds_nothing_left_to_end_marks_nothing() {
        north.office().delete("/v1/students/s-1/guardians/g-7").then().statusCode(204);

        assertThat(published.revocations("s-1")).hasSize(1);
    }

    @Test
    void I_18_which_attendance_is_told_is_answered_after_the_settings_are_published() {
        north.put("/v1/schools/high/attendance-notices", "{\"statuses\": [\"ABSENT\"], \"excuses\": [\"UNEXCUSED\"]}");
        assertThat(school().attendanceNotices())
                .isEqualTo(new AttendanceNotices(Set.of(Status.ABSENT), Set.of(Excuse.UNEXCUSED)));
    }

    @Test
    void A10_what_is_displayed_no_more_is_answered_after_the_settings_are_published() {
        north.put("/v1/schools/high/display-options", "{\"displayOptions\": [\"ATTENDANCE\"]}");

        assertThat(school().displayOptions()).containsExactly(Tool.ATTENDANCE);
    }

    @Test
    void I_8_an_excluded_calendar_is_answered_after_the_settings_are_published() {
        calendar(2027, true);

        assertThat(last("calendar:high-2027", CalendarSettings.class).excluded())
                .isTrue();
    }

    @Test
    void A8_a_calendar_of_another_year_is_answered_after_the_settings_are_published() {
        calendar(2028, false);

        assertThat(last("calendar:high-2027", CalendarSettings.class).year()).isEqualTo(2028);
    }

    private void calendar(int year, boolean excluded) {
        north.put("/v1/calendars/high-2027", """
                {"school": "high", "year": %d, "starts": "2026-08-17", "ends": "2027-06-04", "excluded": %s}""".formatted(year, excluded));
    }

    @Test
    void A8_another_active_year_is_answered_after_the_settings_are_published() {
        district(false, 2028);

        assertThat(district().activeYear()).isEqualTo(2028);
    }

    @Test
    void A3_food_service_that_is_given_up_is_answered_after_the_settings_are_published() {
        district(true, 2027);
        assertThat(district().foodService()).isTrue();

        district(false, 2027);
        assertThat(district().foodService()).isFalse();
    }

    private void district(boolean foodService, int activeYear) {
        north.put("/v1/district", """
                {"name": "North", "foodService": %s, "activeYear": %d}""".formatted(foodService, activeYear));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"portal\": true, \"restricted\": true}",
                "{\"portal\": true, \"restricted\": false, \"ends\": \"2026-09-01\"}"
            })
    void I_4_a_restriction_or_a_last_day_is_answered_after_the_revocation_is_published(String relationship) {
        north.put("/v1/students/s-1/guardians/g-1", relationship);

        assertThat(revoked()).extracting(Revoked::person).containsExactly(new PersonId("g-1"));
    }

    @Test
    void I_4_what_a_roster_takes_away_is_answered_after_the_revocation_is_published() {
        north.office().body("""
                        {"items": [{"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1",
                                    "portal": true, "restricted": true}]}""").post("/v1/roster").then().statusCode(200).body("items.status", contains(200));

        assertThat(revoked()).containsExactly(named("g-1", new Standing.Guardian(true, true, null, null)));
    }

    private DistrictSettings district() {
        return last("district", DistrictSettings.class);
    }

    private SchoolSettings school() {
        return last("school:high", SchoolSettings.class);
    }

    private <T extends Settings> T last(String key, Class<T> kind) {
        return kind.cast(published.settings(key).getLast().orElseThrow());
    }

    private List<Revoked> revoked() {
        return published.revocations("s-1").getLast().orElseThrow().revoked();
    }

    private static Revoked named(String person, Standing standing) {
        return new Revoked(new PersonId(person), standing);
    }
}
