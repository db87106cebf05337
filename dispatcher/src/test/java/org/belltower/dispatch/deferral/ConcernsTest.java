package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.deferral.Deferred.APPLE;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.NORTH;
import static org.belltower.dispatch.deferral.Deferred.SOUTH;
import static org.belltower.dispatch.deferral.Deferred.device;
import static org.belltower.dispatch.deferral.Deferred.held;
import static org.belltower.dispatch.deferral.Deferred.line;
import static org.belltower.dispatch.deferral.Deferred.student;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.junit.jupiter.api.Test;

class ConcernsTest {
    private static final Instant LATER = NOON.plusSeconds(600);

    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private final Concerns concerns = new Concerns(table, () -> NOON, 3);

    @Test
    void what_is_concerned_is_due_at_once_and_waits_for_nothing() {
        table.put(List.of(held(1, LATER, APPLE), held(2, LATER, APPLE)));
        concerns.add(new Concern.OfDevice(NORTH, device(1)));
        concerns.tick();

        assertThat(table.turns(9))
                .containsExactly(new Turn(line(null, NORTH), NOON), new Turn(line(APPLE, NORTH), LATER));
    }

    @Test
    void while_the_table_is_away_it_is_kept_and_told_later() {
        table.put(List.of(held(1, LATER, APPLE)));
        concerns.add(new Concern.OfStudent(NORTH, student(1)));
        table.away(true);
        assertThatThrownBy(concerns::tick).isInstanceOf(NotNowException.class);
        table.away(false);
        concerns.tick();

        assertThat(table.turns(9)).containsExactly(new Turn(line(null, NORTH), NOON));
    }

    @Test
    void of_a_district_that_brings_more_than_there_is_room_for_all_is_looked_at_and_nothing_is_lost() {
        table.put(IntStream.rangeClosed(1, 9)
                .mapToObj(it -> held(it, LATER, APPLE))
                .toList());
        table.put(List.of(
                Deferred.of(SOUTH, 1, new Wait(LATER, APPLE, 0)), Deferred.of(SOUTH, 7, new Wait(LATER, APPLE, 0))));
        concerns.add(new Concern.OfDevice(SOUTH, device(7)));
        for (int number = 1; number <= 9; number++) {
            concerns.add(new Concern.OfDevice(NORTH, device(number)));
        }
        concerns.tick();

        assertThat(table.turns(9))
                .containsExactly(
                        new Turn(line(null, NORTH), NOON),
                        new Turn(line(null, SOUTH), NOON),
                        new Turn(line(APPLE, SOUTH), LATER));
    }
}
