package org.belltower.dispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.jspecify.annotations.Nullable;

class LaneTurnsPropertyTest {
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM/production");
    private static final AppId APP = new AppId("family");

    @Property(tries = 10_000)
    void R14_who_goes_next_is_who_a_slow_model_finds(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 0, max = 99_999) Integer> choices) {
        SimulatedLanes lanes = new SimulatedLanes();
        choices.forEach(lanes::step);
    }

    /// One district's million does not slow another's ten thousand beyond 2x: with both waiting,
    /// each gets half.
    @Property(tries = 200)
    void of_two_districts_that_wait_each_gets_half_however_many_the_other_has(
            @ForAll @IntRange(min = 1, max = 300) int few, @ForAll @IntRange(min = 1, max = 50) int limit) {
        LaneTurns<DistrictId> turns = new LaneTurns<>(Shares.USUAL);
        DistrictId large = new DistrictId("large");
        DistrictId small = new DistrictId("small");
        for (int i = 0; i < 5_000; i++) {
            turns.add(new Turn(Lane.BULK, large, APP, TEAM), large);
        }
        for (int i = 0; i < few; i++) {
            turns.add(new Turn(Lane.BULK, small, APP, TEAM), small);
        }
        int ofLarge = 0;
        int ofSmall = 0;
        while (ofSmall < few) {
            @Nullable DistrictId next = turns.next(limit, true, _ -> true);
            if (next == null) {
                turns.finished(Lane.BULK);
            } else if (next.equals(small)) {
                ofSmall++;
            } else {
                ofLarge++;
            }
        }
        assertThat(ofLarge).isBetween(few - 1, few + 1);
    }
}
