package org.belltower.registry.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Category;
import org.belltower.model.LanguageTag;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.wire.Problem;
import org.belltower.registry.GivenDistrict;
import org.belltower.registry.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A3, A5, A6, B3, C7, I-43, I-46: what a person chooses, for all of their devices and for one.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class PreferenceIT {
    private static final String MINE = "/v1/preferences";

    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String tablet = "tablet-" + north.id;
    private final String path = "/v1/devices/" + phone + "/preferences";

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
    }

    @Test
    void A5_every_category_is_off_until_switched_on_for_this_device() {
        north.phone("g-1").get(path).then().statusCode(200).body("categories", aMapWithSize(0));
        north.signIn("g-1", tablet, GivenDistrict.token("token-2-" + north.id));

        choose("""
                {"GRADES": {"on": true, "below": "70"}, "ATTENDANCE": {"on": true}}""");
        north.awaitPublished();

        assertThat(published.binding(phone).categories()).containsExactly(Category.GRADES, Category.ATTENDANCE);
        assertThat(published.binding(tablet).categories()).isEmpty();
        Map<Category, Subscription> on = on(phone);
        assertThat(on).containsOnlyKeys(Category.GRADES, Category.ATTENDANCE);
        assertThat(below(on, Category.GRADES)).isEqualTo(BigDecimal.valueOf(70));
        assertThat(Objects.requireNonNull(on.get(Category.ATTENDANCE)).threshold())
                .isNull();
        assertThat(on(tablet)).isEmpty();
    }

    @Test
    void A5_a_default_holds_on_every_device_and_each_may_say_otherwise() {
        north.signIn("g-1", tablet, GivenDistrict.token("token-2-" + north.id));
        byDefault("""
                {"GRADES": {"on": true, "below": 70}, "ATTENDANCE": {"on": true}, "ASSIGNMENTS": {"on": false}}""");
        choose("""
                {"GRADES": {"on": true, "below": 0}, "ATTENDANCE": {"on": false}}""");
        north.signIn("g-1", "later-" + phone, GivenDistrict.token("token-3-" + north.id));
        north.awaitPublished();

        assertThat(published.binding(tablet).categories()).containsExactly(Category.GRADES, Category.ATTENDANCE);
        assertThat(published.binding("later-" + phone).categories())
                .containsExactly(Category.GRADES, Category.ATTENDANCE);
        assertThat(published.binding(phone).categories()).containsExactly(Category.GRADES);
        assertThat(below(on(tablet), Category.GRADES)).isEqualTo(BigDecimal.valueOf(70));
        assertThat(below(on(phone), Category.GRADES)).isEqualTo(BigDecimal.ZERO);
        assertThat(on(phone)).containsOnlyKeys(Category.GRADES);
        assertThat(on("later-" + phone)).isEqualTo(on(tablet));

        north.phone("g-1")
                .get(MINE)
                .then()
                .body("categories", aMapWithSize(2))
                .body("categories.GRADES.below", equalTo(70))
                .body("categories.GRADES.unit", equalTo("PERCENT"))
                .body("categories.GRADES.belowSince", notNullValue())
                .body("categories.ATTENDANCE.on", equalTo(true))
                .body("categories.ATTENDANCE.unit", nullValue());
        north.phone("g-1")
                .get(path)
                .then()
                .body("categories", aMapWithSize(2))
                .body("categories.GRADES.below", equalTo(0))
                .body("categories.ATTENDANCE.on", equalTo(false));
    }

    @Test
    void A6_choosing_the_same_again_keeps_when_it_was_set() {
        choose("{\"GRADES\": {\"on\": true, \"below\": \"70\"}}");
        north.awaitPublished();
        Subscription before = grades();

        choose("{\"GRADES\": {\"on\": true, \"below\": 70.0}}");
        north.awaitPublished();
        assertThat(grades()).isEqualTo(before);

        choose("{\"GRADES\": {\"on\": true, \"below\": 0}}");
        north.awaitPublished();
        assertThat(grades().since()).isEqualTo(before.since());
        assertThat(grades().threshold()).satisfies(threshold -> {
            assertThat(threshold.below()).isEqualTo(BigDecimal.ZERO);
            assertThat(threshold.since()).isAfter(before.since());
        });
    }

    @Test
    void A6_moments_on_a_device_are_those_at_which_what_holds_there_changed() {
        choose("{\"GRADES\": {\"on\": true, \"below\": 70}}");
        north.awaitPublished();
        Subscription own = grades();

        byDefault("{\"GRADES\": {\"on\": true, \"below\": 70}}");
        choose("{}");
        north.awaitPublished();
        assertThat(grades()).as("the default says the same").isEqualTo(own);

        byDefault("{\"GRADES\": {\"on\": true, \"below\": 60}}");
        north.awaitPublished();
        Threshold lower = Objects.requireNonNull(grades().threshold());
        assertThat(grades().since()).isEqualTo(own.since());
        assertThat(lower.below()).isEqualTo(BigDecimal.valueOf(60));
        assertThat(lower.since()).isAfter(own.since());

        choose("{\"GRADES\": {\"on\": false}}");
        choose("{}");
        north.awaitPublished();
        assertThat(grades().since()).as("it was off between").isAfter(lower.since());
    }

    @Test
    void A6_a_device_keeps_its_moments_while_somebody_else_uses_it() {
        choose("{\"GRADES\": {\"on\": true, \"below\": 70}}");
        byDefault("{\"GRADES\": {\"on\": true, \"below\": 70}}");
        choose("{}");
        north.awaitPublished();
        Subscription before = grades();

        north.signIn("g-2", phone, GivenDistrict.token("token-" + north.id));
        byDefault("{\"GRADES\": {\"on\": true, \"below\": 60}}");
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.awaitPublished();
        assertThat(grades().since()).isEqualTo(before.since());
        assertThat(below(on(phone), Category.GRADES)).isEqualTo(BigDecimal.valueOf(60));
    }

    @Test
    void I_46_switching_off_reaches_binding_and_audience() {
        choose("{\"GRADES\": {\"on\": true}}");
        choose("{}");
        north.awaitPublished();

        assertThat(published.binding(phone).categories()).isEmpty();
        assertThat(on(phone)).isEmpty();
    }

    @Test
    void I_46_switching_off_by_default_reaches_the_devices_that_follow_it_and_no_other() {
        north.signIn("g-1", tablet, GivenDistrict.token("token-2-" + north.id));
        byDefault("{\"GRADES\": {\"on\": true}}");
        choose("{\"GRADES\": {\"on\": true}}");
        byDefault("{}");
        assertThat(published.binding(tablet).categories())
                .as("when it is answered")
                .isEmpty();
        north.awaitPublished();

        assertThat(published.binding(phone).categories()).containsExactly(Category.GRADES);
        assertThat(on(tablet)).isEmpty();
        assertThat(on(phone)).containsOnlyKeys(Category.GRADES);
    }

    @Test
    void A3_lunch_balance_is_refused_in_a_district_without_food_service() {
        refused(north.phone("g-1")
                        .body(device("{\"LUNCH_BALANCE\": {\"on\": true}, \"GRADES\": {\"on\": true}}"))
                        .put(path)
                        .then())
                .body("errors[0].field", equalTo("categories.LUNCH_BALANCE"));
        refused(north.phone("g-1")
                        .body(mine("{\"LUNCH_BALANCE\": {\"on\": true}}"))
                        .put(MINE)
                        .then())
                .body("errors[0].field", equalTo("categories.LUNCH_BALANCE"));
        north.phone("g-1").get(path).then().body("categories", not(hasKey("GRADES")));

        north.put("/v1/district", """
                {"name": "North", "foodService": true, "activeYear": 2027}""");
        choose("{\"LUNCH_BALANCE\": {\"on\": true, \"below\": \"-2.50\"}}");
        north.phone("g-1")
                .get(path)
                .then()
                .body("categories.LUNCH_BALANCE.unit", equalTo("CURRENCY"))
                .body("categories.LUNCH_BALANCE.below", equalTo(-2.5f));
    }

    @Test
    void I_43_a_mandatory_category_travels_and_cannot_be_switched_off() {
        byDefault("{\"GRADES\": {\"on\": true, \"below\": 70}}");
        north.put("/v1/district/portal-options", """
                {"mandatory": ["ATTENDANCE", "GRADES"], "detailPermitted": false, "defaultLanguage": "en",
                 "guardiansOfAdults": "KEEP"}""");
        assertThat(published.settings(DistrictSettings.KEY_ID).getLast().orElseThrow())
                .isInstanceOfSatisfying(
                        DistrictSettings.class,
                        settings ->
                                assertThat(settings.mandatory()).containsExactly(Category.GRADES, Category.ATTENDANCE));

        refused(north.phone("g-1")
                        .body(device("{\"ATTENDANCE\": {\"on\": false}}"))
                        .put(path)
                        .then())
                .body("errors[0].field", equalTo("categories.ATTENDANCE"));
        refused(north.phone("g-1")
                        .body(mine("{\"GRADES\": {\"on\": false}}"))
                        .put(MINE)
                        .then())
                .body("errors[0].field", equalTo("categories.GRADES"));
        byDefault("{\"ASSIGNMENTS\": {\"on\": true}}");

        north.put("/v1/district/portal-options", """
                {"mandatory": [], "detailPermitted": false, "defaultLanguage": "en",
                 "guardiansOfAdults": "KEEP"}""");
        north.office().get("/v1/district/portal-options").then().body("mandatory.size()", equalTo(0));
        north.awaitPublished();
        assertThat(on(phone)).containsOnlyKeys(Category.GRADES, Category.ASSIGNMENTS);
        assertThat(below(on(phone), Category.GRADES)).isEqualTo(BigDecimal.valueOf(70));
    }

    @Test
    void choices_are_a_persons_and_are_there_again_when_they_sign_in_again() {
        choose("{\"GRADES\": {\"on\": true}}");
        north.signIn("g-2", phone, GivenDistrict.token("token-" + north.id));
        north.phone("g-2").get(path).then().body("categories", aMapWithSize(0));

        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        north.phone("g-1").get(path).then().body("categories", hasKey("GRADES"));
    }

    @Test
    void B3_office_messages_are_on_at_install_and_a_switch_of_the_person_on_the_device() {
        assertThat(published.binding(phone).officeMessages()).isTrue();
        north.phone("g-1").get(path).then().body("officeMessages", equalTo(true));

        north.phone("g-1")
                .body("{\"categories\": {}, \"officeMessages\": false}")
                .put(path)
                .then()
                .statusCode(200)
                .body("officeMessages", equalTo(false));
        assertThat(published.binding(phone).officeMessages())
                .as("when it is answered")
                .isFalse();

        north.signIn("g-2", phone, GivenDistrict.token("token-" + north.id));
        assertThat(published.binding(phone).officeMessages()).isTrue();
        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        assertThat(published.binding(phone).officeMessages()).isFalse();
    }

    @Test
    void C7_language_detail_and_quiet_hours_are_kept_as_they_were_chosen() {
        north.phone("g-1")
                .get(MINE)
                .then()
                .body("language", nullValue())
                .body("detail", equalTo(false))
                .body("quietHours", nullValue());
        north.phone("g-1").body("""
                        {"categories": {}, "language": "es", "detail": true,
                         "quietHours": {"from": "21:30", "to": "06:00", "zone": "America/Denver"}}""").put(MINE).then().statusCode(200);
        north.phone("g-1")
                .get(MINE)
                .then()
                .body("language", equalTo("es"))
                .body("detail", equalTo(true))
                .body("quietHours.from", equalTo("21:30"))
                .body("quietHours.to", equalTo("06:00"))
                .body("quietHours.zone", equalTo("America/Denver"));

        byDefault("{}");
        north.phone("g-1")
                .get(MINE)
                .then()
                .body("language", nullValue())
                .body("detail", equalTo(false))
                .body("quietHours", nullValue());
    }

    @Test
    void C7_consent_to_detail_and_the_language_reach_the_audience_and_consent_the_binding() {
        assertThat(guardian().language()).isNull();
        assertThat(guardian().consentsToDetail()).isFalse();
        assertThat(published.binding(phone).consentsToDetail()).isFalse();

        personally("\"language\": \"es\", \"detail\": true");
        assertThat(published.binding(phone).consentsToDetail())
                .as("when it is answered")
                .isTrue();
        north.awaitPublished();
        assertThat(guardian().language()).isEqualTo(new LanguageTag("es"));
        assertThat(guardian().consentsToDetail()).isTrue();

        personally("\"language\": \"en\", \"detail\": true");
        north.awaitPublished();
        assertThat(guardian().language()).isEqualTo(new LanguageTag("en"));
    }

    @Test
    void C7_I_46_detail_that_a_person_takes_back_is_answered_after_the_bindings_are_published() {
        north.signIn("g-1", tablet, GivenDistrict.token("token-2-" + north.id));
        personally("\"detail\": true");
        assertThat(published.binding(tablet).consentsToDetail()).isTrue();

        personally("\"detail\": false");
        assertThat(published.binding(phone).consentsToDetail()).isFalse();
        assertThat(published.binding(tablet).consentsToDetail()).isFalse();
        north.awaitPublished();
        assertThat(guardian().consentsToDetail()).isFalse();
    }

    @Test
    void C7_whoever_signs_in_on_a_device_next_has_not_consented_by_that() {
        personally("\"detail\": true");
        north.signIn("g-2", phone, GivenDistrict.token("token-" + north.id));
        assertThat(published.binding(phone).consentsToDetail()).isFalse();

        north.signIn("g-1", phone, GivenDistrict.token("token-" + north.id));
        assertThat(published.binding(phone).consentsToDetail()).isTrue();
    }

    @Test
    void C7_what_the_district_says_of_detail_and_language_reaches_the_settings() {
        assertThat(district().detailPermitted()).isFalse();
        assertThat(district().defaultLanguage()).isEqualTo(LanguageTag.ENGLISH);

        north.put("/v1/district/portal-options", """
                {"mandatory": [], "detailPermitted": true, "defaultLanguage": "es", "guardiansOfAdults": "KEEP"}""");
        assertThat(district().detailPermitted()).isTrue();
        assertThat(district().defaultLanguage()).isEqualTo(new LanguageTag("es"));
    }

    private DistrictSettings district() {
        return (DistrictSettings)
                published.settings(DistrictSettings.KEY_ID).getLast().orElseThrow();
    }

    private Member guardian() {
        return published.audience("s-1").members().stream()
                .filter(member -> member.person().value().equals("g-1"))
                .findFirst()
                .orElseThrow();
    }

    private void personally(String chosen) {
        north.phone("g-1")
                .body("{\"categories\": {}, " + chosen + "}")
                .put(MINE)
                .then()
                .statusCode(200);
    }

    @Test
    void what_a_phone_reads_it_may_write_and_it_changes_nothing() {
        byDefault("{\"GRADES\": {\"on\": true, \"below\": 70}}");
        choose("{\"ATTENDANCE\": {\"on\": false}, \"ASSIGNMENTS\": {\"on\": true}}");
        for (String each : new String[] {MINE, path}) {
            String read = north.phone("g-1").get(each).asString();
            String written = north.phone("g-1").body(read).put(each).asString();
            assertThat(written).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ATTENDANCE": {"on": true, "below": "1"}}        | categories.ATTENDANCE.below
            {"RESPONSIVE_SCHEDULE": {"on": true, "below": 1}} | categories.RESPONSIVE_SCHEDULE.below
            {"HOMEWORK": {"on": true}}                        | categories.HOMEWORK
            {"GRADES": {"on": true, "below": "low"}}          | categories.GRADES.below
            {"GRADES": {"on": true, "below": 1234567890123}}  | categories.GRADES.below
            {"GRADES": {"on": true, "below": -1}}             | categories.GRADES.below
            {"GRADES": {"on": false, "below": 1}}             | categories.GRADES.below
            {"GRADES": {"below": 1}}                          | categories.GRADES.on
            {"GRADES": null}                                  | categories.GRADES
            null                                              | categories
            """)
    void a_wrong_choice_is_refused_by_name(String categories, String field) {
        refused(north.phone("g-1").body(device(categories)).put(path).then()).body("errors[0].field", equalTo(field));
        refused(north.phone("g-1").body(mine(categories)).put(MINE).then()).body("errors[0].field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "language": "fr"                                                           | language
            "language": "EN"                                                           | language
            "quietHours": {"from": "21:30"}                                            | quietHours.to
            "quietHours": {"from": "21:30", "to": "21:30"}                             | quietHours.to
            "quietHours": {"from": "24:00", "to": "06:00"}                             | quietHours.from
            "quietHours": {"from": "21:30:15", "to": "06:00"}                          | quietHours.from
            "quietHours": {"from": [21, 30], "to": "06:00"}                            | quietHours.from
            "quietHours": {"from": "21:30", "to": "06:00", "zone": "Mars/Olympus"}     | quietHours.zone
            "quietHours": {"from": "21:30", "to": "06:00", "zone": "+05:00"}           | quietHours.zone
            "detail": "yes"                                                            | detail
            """)
    void a_wrong_preference_is_refused_by_name(String preference, String field) {
        String detail = preference.startsWith("\"detail") ? "" : "\"detail\": false, ";
        refused(north.phone("g-1")
                        .body("{\"categories\": {}, " + detail + preference + "}")
                        .put(MINE)
                        .then())
                .body("errors[0].field", equalTo(field));
    }

    private static ValidatableResponse refused(ValidatableResponse response) {
        return response.statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    private void choose(String categories) {
        north.choose("g-1", phone, categories);
    }

    private void byDefault(String categories) {
        north.phone("g-1").body(mine(categories)).put(MINE).then().statusCode(200);
    }

    private static String device(String categories) {
        return "{\"categories\": %s, \"officeMessages\": true}".formatted(categories);
    }

    private static String mine(String categories) {
        return "{\"categories\": %s, \"detail\": false}".formatted(categories);
    }

    private Subscription grades() {
        return Objects.requireNonNull(on(phone).get(Category.GRADES));
    }

    private static BigDecimal below(Map<Category, Subscription> on, Category category) {
        Threshold threshold = Objects.requireNonNull(on.get(category)).threshold();
        return Objects.requireNonNull(threshold).below();
    }

    private Map<Category, Subscription> on(String device) {
        return published.audience("s-1").members().stream()
                .flatMap(member -> member.devices().stream())
                .filter(found -> found.device().value().equals(device))
                .findFirst()
                .orElseThrow()
                .subscriptions();
    }
}
