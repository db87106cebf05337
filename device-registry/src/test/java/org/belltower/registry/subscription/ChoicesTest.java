package org.belltower.registry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;

/// A5, A6.
class ChoicesTest {
    private static final Instant EARLIER = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void every_category_is_off_until_switched_on() throws Exception {
        assertThat(choices("{}").applyTo(Map.of(), NOW)).isEmpty();
    }

    @Test
    void off_blank_and_zero_are_three_things() throws Exception {
        assertThat(choices("{\"GRADES\": {\"on\": true}, \"LUNCH_BALANCE\": {\"on\": true, \"below\": \"0\"},"
                                + " \"ATTENDANCE\": {\"on\": false}}")
                        .applyTo(Map.of(), NOW))
                .isEqualTo(Map.of(
                        Category.GRADES,
                        new Subscription(NOW, null),
                        Category.LUNCH_BALANCE,
                        new Subscription(NOW, new Threshold(BigDecimal.ZERO, NOW))));
    }

    @Test
    void choosing_the_same_again_keeps_when_it_was_set() throws Exception {
        Map<Category, Subscription> current = Map.of(Category.GRADES, below("70"));

        assertThat(choices("{\"GRADES\": {\"on\": true, \"below\": 70.00}}").applyTo(current, NOW))
                .isEqualTo(current);
    }

    @Test
    void another_threshold_is_set_now_and_the_category_stays_on_since_then() throws Exception {
        assertThat(choices("{\"GRADES\": {\"on\": true, \"below\": \"65.5\"}}")
                        .applyTo(Map.of(Category.GRADES, below("70")), NOW))
                .containsOnly(Map.entry(
                        Category.GRADES, new Subscription(EARLIER, new Threshold(new BigDecimal("65.5"), NOW))));
    }

    @Test
    void a_category_that_was_off_is_on_since_now() throws Exception {
        Map<Category, Subscription> off = choices("{}").applyTo(Map.of(Category.GRADES, below("70")), NOW);

        assertThat(choices("{\"GRADES\": {\"on\": true, \"below\": \"70\"}}").applyTo(off, NOW))
                .containsOnly(
                        Map.entry(Category.GRADES, new Subscription(NOW, new Threshold(BigDecimal.valueOf(70), NOW))));
    }

    @Test
    void attendance_and_responsive_schedule_have_no_threshold() {
        assertThatThrownBy(() -> choices("{\"ATTENDANCE\": {\"on\": true, \"below\": \"1\"}}"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("ATTENDANCE.below must be left out: it has no threshold");
        assertThatThrownBy(() -> choices("{\"RESPONSIVE_SCHEDULE\": {\"on\": true, \"below\": 0}}"))
                .hasMessageContaining("RESPONSIVE_SCHEDULE.below");
    }

    @Test
    void what_is_no_choice_is_refused() {
        assertThatThrownBy(() -> choices("{\"HOMEWORK\": {}}")).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> choices("{\"GRADES\": null}")).hasMessageContaining("GRADES is required");
        assertThatThrownBy(() -> choices("{\"GRADES\": {\"on\": true, \"below\": \"1e99\"}}"))
                .hasMessageContaining("below");
        assertThatThrownBy(() -> choices("{\"GRADES\": {\"on\": true, \"below\": \"low\"}}"))
                .hasMessageContaining("below");
    }

    @Test
    void a_threshold_stays_within_the_range_of_its_unit() throws Exception {
        for (String legal : new String[] {"0", "100.5", "1000"}) {
            assertThat(choices("{\"ASSIGNMENTS\": {\"on\": true, \"below\": %s}}".formatted(legal))
                            .categories())
                    .containsKey(Category.ASSIGNMENTS);
        }
        for (String legal : new String[] {"-10000", "-2.50", "0", "10000"}) {
            assertThat(choices("{\"LUNCH_BALANCE\": {\"on\": true, \"below\": %s}}".formatted(legal))
                            .categories())
                    .containsKey(Category.LUNCH_BALANCE);
        }
        refused("{\"GRADES\": {\"on\": true, \"below\": -1}}", "GRADES.below must be 0 to 1000 percent");
        refused("{\"ASSIGNMENTS\": {\"on\": true, \"below\": 1000.01}}", "ASSIGNMENTS.below must be 0 to 1000 percent");
        refused(
                "{\"LUNCH_BALANCE\": {\"on\": true, \"below\": -10000.01}}",
                "LUNCH_BALANCE.below must be -10000 to 10000 units of the account's currency");
    }

    @Test
    void every_category_that_takes_a_threshold_has_a_unit() {
        for (Category category : Category.values()) {
            assertThat(ThresholdUnit.of(category).isPresent()).isEqualTo(category.takesThreshold());
        }
    }

    @Test
    void off_with_a_threshold_is_no_choice_and_neither_is_one_that_does_not_say_whether_it_is_on() {
        refused("{\"GRADES\": {\"on\": false, \"below\": 70}}", "GRADES.below must be left out: the category is off");
        refused("{\"GRADES\": {\"below\": 70}}", "GRADES.on is required");
    }

    private static void refused(String json, String told) {
        assertThatThrownBy(() -> choices(json))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(told);
    }

    private static Subscription below(String number) {
        return new Subscription(EARLIER, new Threshold(new BigDecimal(number), EARLIER));
    }

    private static Choices choices(String json) throws MalformedMessageException {
        return JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), Choices.class);
    }
}
