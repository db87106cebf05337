package org.belltower.rules.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.SWITCHED_ON;
import static org.belltower.rules.Given.below;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.belltower.model.change.Value;
import org.belltower.rules.trigger.Known;
import org.junit.jupiter.api.Test;

/// A6, I-14, I-15.
class CrossingTest {
    private static final Subscription BLANK = new Subscription(SWITCHED_ON, null);
    private static final Subscription BELOW_70 = new Subscription(SWITCHED_ON, below("70"));
    private static final Instant AFTER = SWITCHED_ON.plusSeconds(60);

    @Test
    void I_15_a_letter_crosses_by_what_its_scale_says_it_is_worth_and_without_that_not_at_all() {
        assertThat(Crossing.told(BELOW_70, new Value.Letter("D", new BigDecimal("65")), known("90", AFTER)))
                .isTrue();
        assertThat(Crossing.told(BELOW_70, new Value.Letter("B", new BigDecimal("85")), known("90", AFTER)))
                .isFalse();
        assertThat(Crossing.told(BELOW_70, new Value.Letter("E", null), known("90", AFTER)))
                .isFalse();
        assertThat(Crossing.told(BLANK, new Value.Letter("E", null), known("90", AFTER)))
                .isTrue();
    }

    @Test
    void I_15_after_a_letter_of_unknown_worth_the_previous_value_is_unknown() {
        Known letter = new Known(new Value.Letter("F", null), AFTER);
        assertThat(Crossing.told(BELOW_70, number("50"), letter)).isTrue();
        Known worth = new Known(new Value.Letter("F", new BigDecimal("40")), AFTER);
        assertThat(Crossing.told(BELOW_70, number("50"), worth)).isFalse();
    }

    @Test
    void without_a_threshold_every_change_is_told() {
        assertThat(Crossing.told(BLANK, number("99"), known("98", AFTER))).isTrue();
        assertThat(Crossing.told(BLANK, new Value.State("MISSING"), null)).isTrue();
    }

    @Test
    void falling_below_is_told_once_and_again_after_rising() {
        assertThat(Crossing.told(BELOW_70, number("69.9"), known("70", AFTER))).isTrue();
        assertThat(Crossing.told(BELOW_70, number("60"), known("69.9", AFTER))).isFalse();
        assertThat(Crossing.told(BELOW_70, number("75"), known("60", AFTER))).isFalse();
        assertThat(Crossing.told(BELOW_70, number("65"), known("75", AFTER))).isTrue();
    }

    @Test
    void equal_is_not_below() {
        assertThat(Crossing.told(BELOW_70, number("70"), known("90", AFTER))).isFalse();
        assertThat(Crossing.told(BELOW_70, number("70.00"), known("90", AFTER))).isFalse();
    }

    @Test
    void an_unknown_previous_value_counts_as_not_below() {
        assertThat(Crossing.told(BELOW_70, number("50"), null)).isTrue();
        assertThat(Crossing.told(BELOW_70, number("50"), new Known(new Value.State("MISSING"), AFTER)))
                .isTrue();
    }

    @Test
    void a_state_is_never_below() {
        assertThat(Crossing.told(BELOW_70, new Value.State("MISSING"), known("90", AFTER)))
                .isFalse();
    }

    @Test
    void a_previous_value_accepted_before_the_threshold_was_set_does_not_count() {
        Known before = known("50", SWITCHED_ON.minusSeconds(1));
        assertThat(Crossing.told(BELOW_70, number("49"), before)).isTrue();
        assertThat(Crossing.told(BELOW_70, number("49"), known("50", SWITCHED_ON)))
                .isFalse();
    }

    @Test
    void switching_the_category_on_anew_asks_anew_even_with_an_old_threshold() {
        Subscription again = new Subscription(AFTER, below("70"));
        assertThat(Crossing.told(again, number("49"), known("50", SWITCHED_ON.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void a_threshold_of_zero_is_told_for_debts_only() {
        Subscription belowZero = new Subscription(SWITCHED_ON, below("0"));
        assertThat(Crossing.told(belowZero, number("0"), known("5", AFTER))).isFalse();
        assertThat(Crossing.told(belowZero, number("-0.01"), known("0", AFTER))).isTrue();
    }

    /// The slow model walks the whole history with an armed flag, as a person would tell the rule: armed at first
    /// and whenever the value is not below; falling disarms; setting the threshold anew arms. The rule as written
    /// keeps no such flag and must agree at every step.
    @Property(tries = 10_000)
    void R14_A6_agrees_with_a_model_that_walks_the_history_with_an_armed_flag(@ForAll("histories") List<Step> history) {
        boolean armed = true;
        Known previous = null;
        Subscription subscription = new Subscription(Instant.EPOCH, null);
        long clock = 0;
        for (Step step : history) {
            clock++;
            Instant now = Instant.ofEpochSecond(clock);
            switch (step) {
                case Step.Set set -> {
                    subscription = new Subscription(Instant.EPOCH, new Threshold(BigDecimal.valueOf(set.below()), now));
                    armed = true;
                }
                case Step.Change change -> {
                    Value value = change.value();
                    Threshold threshold = subscription.threshold();
                    boolean below = threshold != null
                            && value instanceof Value.Quantity(BigDecimal number)
                            && number.compareTo(threshold.below()) < 0;
                    boolean expected = threshold == null || (below && armed);
                    armed = !below;
                    assertThat(Crossing.told(subscription, value, previous))
                            .as("step %s of %s", step, history)
                            .isEqualTo(expected);
                    previous = new Known(value, now);
                }
            }
        }
    }

    sealed interface Step {
        record Set(int below) implements Step {}

        record Change(Value value) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> set = Arbitraries.integers().between(-2, 4).map(Step.Set::new);
        Arbitrary<Step> number = Arbitraries.integers()
                .between(-3, 5)
                .map(i -> new Step.Change(new Value.Quantity(BigDecimal.valueOf(i))));
        Arbitrary<Step> state = Arbitraries.of("MISSING", "EXEMPT").map(s -> new Step.Change(new Value.State(s)));
        return Arbitraries.frequencyOf(Tuple.of(1, set), Tuple.of(6, number), Tuple.of(1, state))
                .list()
                .ofMaxSize(100)
                .map(ArrayList::new);
    }

    private static Value number(String number) {
        return new Value.Quantity(new BigDecimal(number));
    }

    private static Known known(String number, Instant reached) {
        return new Known(number(number), reached);
    }
}
