package org.belltower.registry.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A5, A6.
class DeviceChoiceTest {
    private static final Instant FIRST = at(1);
    private static final Instant SECOND = at(2);
    private static final Instant THIRD = at(3);
    private static final Instant NOW = at(9);
    private static final DeviceChoice FOLLOWS = new DeviceChoice.Follows();

    @Test
    void A5_a_device_of_which_nothing_was_said_follows_the_default() {
        assertThat(FOLLOWS.effective(null)).isEmpty();
        assertThat(FOLLOWS.effective(below("70", FIRST))).contains(below("70", FIRST));
    }

    @Test
    void A5_what_was_chosen_for_the_device_holds_over_the_default() {
        Subscription byDefault = below("70", FIRST);
        assertThat(FOLLOWS.choose(Choice.OFF, byDefault, NOW).effective(byDefault))
                .isEmpty();
        assertThat(FOLLOWS.choose(on("60"), byDefault, NOW).effective(byDefault))
                .contains(new Subscription(FIRST, new Threshold(new BigDecimal("60"), NOW)));
        assertThat(FOLLOWS.choose(on("60"), null, NOW).effective(null)).contains(below("60", NOW));
    }

    @Test
    void A6_choosing_for_the_device_what_the_default_says_begins_nothing() {
        Subscription byDefault = below("70", FIRST);
        DeviceChoice own = FOLLOWS.choose(on("70"), byDefault, NOW);
        assertThat(own).isEqualTo(new DeviceChoice.On(byDefault));
        assertThat(own.own()).contains(on("70"));
    }

    @Test
    void A6_a_default_that_takes_over_from_off_begins_when_the_choice_was_withdrawn() {
        Subscription byDefault = below("70", FIRST);
        DeviceChoice withdrawn = new DeviceChoice.Off().choose(null, byDefault, NOW);
        assertThat(withdrawn.effective(byDefault)).contains(below("70", NOW));
        assertThat(withdrawn.own()).isEmpty();
    }

    @Test
    void A6_a_default_that_says_the_same_as_the_withdrawn_choice_begins_nothing() {
        DeviceChoice own = new DeviceChoice.On(below("70", FIRST));
        Subscription byDefault = below("70", SECOND);
        assertThat(own.choose(null, byDefault, NOW).effective(byDefault)).contains(below("70", FIRST));
    }

    @Test
    void A6_a_default_with_another_threshold_is_set_when_it_takes_over_and_on_since_before() {
        DeviceChoice own = new DeviceChoice.On(below("70", FIRST));
        Subscription byDefault = below("60", SECOND);
        assertThat(own.choose(null, byDefault, NOW).effective(byDefault))
                .contains(new Subscription(FIRST, new Threshold(new BigDecimal("60"), NOW)));
    }

    @Test
    void a_default_that_is_off_leaves_nothing_behind() {
        assertThat(new DeviceChoice.On(below("70", FIRST)).choose(null, null, NOW))
                .isEqualTo(FOLLOWS);
    }

    @Test
    void moments_of_its_own_end_when_the_default_is_off_or_says_it_anew() {
        DeviceChoice since = new DeviceChoice.FollowsSince(below("70", FIRST));
        assertThat(since.defaultChanged(null, THIRD)).isEqualTo(FOLLOWS);
        // On the default it is on since the second moment; here since the first.
        Subscription lower = new Subscription(SECOND, new Threshold(new BigDecimal("60"), THIRD));
        assertThat(since.defaultChanged(lower, THIRD))
                .isEqualTo(new DeviceChoice.FollowsSince(
                        new Subscription(FIRST, new Threshold(new BigDecimal("60"), THIRD))));
    }

    @Test
    void a_change_of_the_default_does_not_reach_what_was_chosen_for_the_device() {
        DeviceChoice on = new DeviceChoice.On(below("70", FIRST));
        DeviceChoice off = new DeviceChoice.Off();
        assertThat(on.defaultChanged(null, NOW)).isEqualTo(on);
        assertThat(off.defaultChanged(below("60", NOW), NOW)).isEqualTo(off);
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static Choice on(@Nullable String below) {
        return new Choice(true, below == null ? null : new BigDecimal(below));
    }

    private static Subscription below(String number, Instant since) {
        return new Subscription(since, new Threshold(new BigDecimal(number), since));
    }
}
