package org.belltower.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.junit.jupiter.api.Test;

/// What stands on the topics after the calls.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class PublishingIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);

    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it.
    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void settings_stand_under_their_keys_with_growing_versions() {
        north.settled();
        north.awaitPublished();
        north.put("/v1/district", """
                {"name": "North", "foodService": true, "activeYear": 2028}""");
        north.awaitPublished();

        List<Optional<Settings>> district = published.settings("district");
        assertThat(district).hasSize(3);
        List<Long> versions = district.stream()
                .map(settings -> settings.orElseThrow().version())
                .toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        Instant on = ((DistrictSettings) district.getLast().orElseThrow()).switchedOn();
        assertThat(on).isNotNull();
        assertThat(district)
                .containsExactly(
                        Optional.of(new DistrictSettings(north.id, versions.get(0), false, false, 2027, null)),
                        Optional.of(new DistrictSettings(north.id, versions.get(1), true, false, 2027, on)),
                        Optional.of(new DistrictSettings(north.id, versions.get(2), true, true, 2028, on)));
        assertThat(published.settings("school:high").getLast())
                .get()
                .satisfies(school -> assertThat(school)
                        .isEqualTo(new SchoolSettings(
                                north.id,
                                school.version(),
                                new SchoolId("high"),
                                ZoneId.of("America/Chicago"),
                                Set.of(Tool.GRADES, Tool.ATTENDANCE),
                                Set.of(Category.GRADES))));
        assertThat(published.settings("calendar:high-2027").getLast())
                .get()
                .satisfies(calendar -> assertThat(calendar)
                        .isEqualTo(new CalendarSettings(
                                north.id,
                                calendar.version(),
                                new CalendarId("high-2027"),
                                new SchoolId("high"),
                                2027,
                                LocalDate.of(2027, 6, 4),
                                false)));
    }

    @Test
    void A1_the_settings_tell_when_notifications_were_last_switched_on() {
        north.settled();
        Instant before = Instant.now();
        for (boolean on : List.of(false, true, true)) {
            north.notifications(on);
            north.awaitPublished();
        }
        List<Instant> switchedOn = published.settings("district").stream()
                .map(settings -> ((DistrictSettings) settings.orElseThrow()).switchedOn())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        assertThat(switchedOn)
                .hasSize(2)
                .last()
                .satisfies(moment -> assertThat(moment).isAfter(before));
    }

    @Test
    void A16_what_areas_an_app_has_is_told_until_the_app_is_gone() {
        north.settled();
        north.put("/v1/apps/branded", """
                {"name": "Branded", "areas": ["SETTINGS", "GRADES"]}""");
        north.put("/v1/apps/branded", """
                {"name": "Branded", "areas": []}""");
        north.office().delete("/v1/apps/branded").then().statusCode(204);
        north.awaitPublished();

        assertThat(areas("family")).containsExactly(Optional.of(EnumSet.allOf(Area.class)));
        assertThat(areas("branded"))
                .containsExactly(
                        Optional.of(Set.of(Area.GRADES, Area.SETTINGS)), Optional.of(Set.of()), Optional.empty());
        assertThat(published.texts("app:branded")).isNotEmpty().noneMatch(record -> record.contains("Branded"));
    }

    private List<Optional<Set<Area>>> areas(String app) {
        return published.settings("app:" + app).stream()
                .map(settings -> settings.map(AppSettings.class::cast))
                .map(settings -> settings.map(AppSettings::areas))
                .toList();
    }

    @Test
    void an_audience_is_the_student_and_the_guardians_with_their_standing() {
        north.settled().family("s-1", "g-2");
        north.put("/v1/guardians/g-1", "{}");
        north.put("/v1/students/s-1/guardians/g-1", """
                {"portal": false, "restricted": true, "ends": "2026-12-31"}""");
        north.awaitPublished();

        Audience audience = published.audience("s-1");
        assertThat(audience)
                .isEqualTo(new Audience(
                        north.id,
                        new StudentId("s-1"),
                        audience.version(),
                        Set.of(new CalendarId("high-2027")),
                        List.of(
                                new Member(new PersonId("s-1"), new Standing.Self(), List.of()),
                                new Member(
                                        new PersonId("g-1"),
                                        new Standing.Guardian(false, true, null, LocalDate.of(2026, 12, 31)),
                                        List.of()),
                                new Member(
                                        new PersonId("g-2"),
                                        new Standing.Guardian(true, false, LocalDate.of(2026, 8, 1), null),
                                        List.of()))));
        List<Long> versions = published.audiences("s-1").stream()
                .map(each -> each.orElseThrow().version())
                .toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void names_never_reach_a_topic_and_tokens_no_metric() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", "phone-" + north.id, GivenDistrict.token("token-" + north.id));
        north.awaitPublished();

        assertThat(published.texts("s-1")).isNotEmpty().noneMatch(record -> record.contains("Ana"));
        assertThat(published.texts("phone-" + north.id)).isNotEmpty().noneMatch(record -> record.contains("Ana"));
        assertThat(published.texts("school:high")).isNotEmpty().noneMatch(record -> record.contains("High"));
        RestAssured.given()
                .get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("belltower_registry_marks_published"))
                .body(not(containsString(north.id.value())));
    }

    @Test
    void nothing_waits_once_all_is_published_and_the_service_is_ready() {
        north.settled();
        north.awaitPublished();

        north.office().get("/v1/status").then().statusCode(200).body("marks", equalTo(0));
        RestAssured.given().get(ready).then().statusCode(200).body("status", equalTo("UP"));
    }
}
