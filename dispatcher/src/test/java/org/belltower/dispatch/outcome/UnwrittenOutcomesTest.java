package org.belltower.dispatch.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.PHONE;

import org.belltower.dispatch.send.Pushes;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.junit.jupiter.api.Test;

class UnwrittenOutcomesTest {
    private final UnwrittenOutcomes unwritten = new UnwrittenOutcomes(2);

    private static PushId push(long number) {
        return Pushes.push("e-" + number, PHONE, NOON, Pushes.TIME_TO_LIVE).id();
    }

    private static LaneOffset place(long offset) {
        return new LaneOffset("lane", 0, offset);
    }

    private static Outcome outcome(long offset) {
        return new Outcome(push(offset), NORTH, PHONE, NOON, place(offset), new Result.Expired());
    }

    @Test
    void an_outcome_is_given_once() {
        unwritten.keep(outcome(1));
        assertThat(unwritten.take(place(1), push(1))).contains(outcome(1));
        assertThat(unwritten.take(place(1), push(1))).isEmpty();
    }

    @Test
    void it_is_that_of_the_push_at_its_place_alone() {
        unwritten.keep(outcome(1));
        assertThat(unwritten.take(place(2), push(1))).isEmpty();
        assertThat(unwritten.take(place(1), push(2))).isEmpty();
        assertThat(unwritten.take(place(1), push(1)))
                .as("the place is another push's now")
                .isEmpty();
    }

    @Test
    void of_too_many_the_oldest_are_forgotten() {
        unwritten.keep(outcome(1));
        unwritten.keep(outcome(2));
        unwritten.keep(outcome(3));
        assertThat(unwritten.take(place(1), push(1))).isEmpty();
        assertThat(unwritten.take(place(2), push(2))).isPresent();
        assertThat(unwritten.take(place(3), push(3))).isPresent();
    }
}
