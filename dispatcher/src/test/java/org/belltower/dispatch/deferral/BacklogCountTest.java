package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.deferral.Deferred.APPLE;
import static org.belltower.dispatch.deferral.Deferred.FAMILY;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;
import static org.belltower.dispatch.deferral.Deferred.held;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.junit.jupiter.api.Test;

class BacklogCountTest {
    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private long nanos = 7;
    private Duration took = Duration.ofMillis(1);
    private boolean measuring;

    private final BacklogCount count = new BacklogCount(table, this::now, this::nanoTime);

    private Instant now() {
        return NOON.plusNanos(nanos);
    }

    /// The second look of a count is later by what the table took.
    private long nanoTime() {
        nanos += measuring ? took.toNanos() : 0;
        return nanos;
    }

    private void tick() {
        measuring = true;
        count.tick();
        measuring = false;
    }

    private long counted() {
        return count.last().orElseThrow().all().pushes();
    }

    @Test
    void before_the_first_count_nothing_is_known_and_that_is_not_nothing() {
        table.away(true);
        assertThatThrownBy(this::tick).isInstanceOf(NotNowException.class);
        assertThat(count.last()).isEmpty();
    }

    @Test
    void while_the_table_is_away_what_was_counted_before_stays_with_its_time() {
        table.put(List.of(due(1, NOON)));
        tick();
        Backlog before = count.last().orElseThrow();
        table.away(true);
        nanos += Duration.ofMinutes(5).toNanos();
        assertThatThrownBy(this::tick).isInstanceOf(NotNowException.class);
        assertThat(count.last()).contains(before);
    }

    @Test
    void counting_takes_no_more_than_a_twentieth_of_the_time() {
        took = Duration.ofSeconds(3);
        tick();
        table.put(List.of(due(1, NOON)));
        nanos += Duration.ofSeconds(50).toNanos();
        tick();
        assertThat(counted()).isZero();
        nanos += Duration.ofSeconds(10).toNanos();
        tick();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void a_part_is_told_apart_and_has_its_own_first() {
        table.put(List.of(due(1, NOON), held(2, NOON.plusSeconds(9), APPLE), held(3, NOON.plusSeconds(8), APPLE)));
        tick();
        Backlog backlog = count.last().orElseThrow();
        assertThat(backlog.held())
                .containsExactly(new Held(null, FAMILY, 1, NOON), new Held(APPLE, FAMILY, 2, NOON.plusSeconds(8)));
        assertThat(backlog.part(held -> APPLE.equals(held.heldBy())))
                .isEqualTo(new Backlog.Part(2, NOON.plusSeconds(8)));
        assertThat(backlog.part(held -> "FCM/none".equals(held.heldBy()))).isEqualTo(new Backlog.Part(0, null));
        assertThat(backlog.all()).isEqualTo(new Backlog.Part(3, NOON));
    }
}
