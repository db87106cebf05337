package org.belltower.dispatch.consume;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Random walks through [SimulatedPartition], which compares each step with a slow obvious model.
class OffsetLedgerPropertyTest {
    @Property(tries = 10_000)
    void R14_crashes_rebalances_zombies_and_gaps_lose_nothing_and_repeat_nothing_that_has_an_outcome(
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 99_999) Integer> choices) {
        SimulatedPartition partition = new SimulatedPartition();
        choices.forEach(partition::step);
        partition.finishEverything();
    }
}
