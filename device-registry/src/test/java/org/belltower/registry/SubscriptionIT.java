package org.belltower.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.belltower.embedded.Backends;
import org.belltower.embedded.quarkus.BackendsResource;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.model.wire.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A3, A5, A6.
@QuarkusTest
@QuarkusTestResource(value = BackendsResource.class, initArgs = @ResourceArg(name = "database", value = "true"))
class SubscriptionIT {
    private final GivenDistrict north = new GivenDistrict();
    private final Published published = new Published(Backends.kafka(), north.id);
    private final String phone = "phone-" + north.id;
    private final String path = "/v1/devices/" + phone + "/subscriptions";

    @BeforeEach
    void given() {
        north.settled().family("s-1", "g-1");
        north.signIn("g-1", phone, "token-" + north.id);
    }

    @Test
    void A5_every_category_is_off_until_switched_on_on_this_device() {
        north.phone("g-1").get(path).then().statusCode(200).body("$", aMapWithSize(0));
        north.signIn("g-1", phone + "-2", "token-2-" + north.id);

        choose("{\"GRADES\": {\"below\": \"70\"}, \"ATTENDANCE\": {}}");
        north.awaitPublished();

        assertThat(published.binding(phone).categories()).containsExactly(Category.GRADES, Category.ATTENDANCE);
        assertThat(published.binding(phone + "-2").categories()).isEmpty();
        Map<Category, Subscription> on = on(phone);
        assertThat(on).containsOnlyKeys(Category.GRADES, Category.ATTENDANCE);
        assertThat(on.get(Category.GRADES))
                .satisfies(grades -> assertThat(grades.threshold())
                        .satisfies(threshold -> assertThat(threshold.below()).isEqualTo(BigDecimal.valueOf(70))));
        assertThat(on.get(Category.ATTENDANCE))
                .satisfies(attendance -> assertThat(attendance.threshold()).isNull());
        assertThat(on(phone + "-2")).isEmpty();
    }

    @Test
    void A6_choosing_the_same_again_keeps_when_it_was_set() {
        choose("{\"GRADES\": {\"below\": \"70\"}}");
        north.awaitPublished();
        Subscription before = grades();

        choose("{\"GRADES\": {\"below\": 70.0}}");
        north.awaitPublished();
        assertThat(grades()).isEqualTo(before);

        choose("{\"GRADES\": {\"below\": 0}}");
        north.awaitPublished();
        assertThat(grades().since()).isEqualTo(before.since());
        assertThat(grades().threshold()).satisfies(threshold -> {
            assertThat(threshold.below()).isEqualTo(BigDecimal.ZERO);
            assertThat(threshold.since()).isAfter(before.since());
        });
    }

    @Test
    void I_46_switching_off_reaches_binding_and_audience() {
        choose("{\"GRADES\": {}}");
        choose("{}");
        north.awaitPublished();

        assertThat(published.binding(phone).categories()).isEmpty();
        assertThat(on(phone)).isEmpty();
    }

    @Test
    void A3_lunch_balance_is_refused_in_a_district_without_food_service() {
        north.phone("g-1")
                .body("{\"LUNCH_BALANCE\": {}, \"GRADES\": {}}")
                .put(path)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo("LUNCH_BALANCE"));
        north.phone("g-1").get(path).then().body("$", not(hasKey("GRADES")));

        north.put("/v1/district", """
                {"name": "North", "foodService": true, "activeYear": 2027}""");
        choose("{\"LUNCH_BALANCE\": {\"below\": \"-2.50\"}}");
    }

    @Test
    void choices_are_a_persons_and_are_there_again_when_they_sign_in_again() {
        choose("{\"GRADES\": {}}");
        north.signIn("g-2", phone, "token-" + north.id);
        north.phone("g-2").get(path).then().body("$", aMapWithSize(0));

        north.signIn("g-1", phone, "token-" + north.id);
        north.phone("g-1").get(path).then().body("$", hasKey("GRADES"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ATTENDANCE": {"below": "1"}}          | ATTENDANCE.below
            {"RESPONSIVE_SCHEDULE": {"below": 1}}   | RESPONSIVE_SCHEDULE.below
            {"HOMEWORK": {}}                        | category
            {"GRADES": {"below": "low"}}            | GRADES.below
            {"GRADES": {"below": 1234567890123}}    | GRADES.below
            {"GRADES": null}                        | GRADES
            """)
    void a_wrong_choice_is_refused_by_name(String body, String field) {
        north.phone("g-1")
                .body(body)
                .put(path)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("errors[0].field", equalTo(field));
    }

    private void choose(String choices) {
        north.phone("g-1").body(choices).put(path).then().statusCode(200);
    }

    private Subscription grades() {
        return Objects.requireNonNull(on(phone).get(Category.GRADES));
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
