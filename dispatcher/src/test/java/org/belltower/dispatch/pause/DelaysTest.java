package org.belltower.dispatch.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Instant now = NOON;
    private final Delays delays = new Delays(() -> now);
    private final List<String> looked = new ArrayList<>();

    @Test
    void each_looks_at_its_time_and_the_earliest_first() {
        delays.enter(NOON.plusSeconds(2), () -> looked.add("second"));
        delays.enter(NOON.plusSeconds(1), () -> looked.add("first"));
        delays.enter(NOON.plusSeconds(9), () -> looked.add("last"));
        delays.tick();
        assertThat(looked).isEmpty();
        now = NOON.plusSeconds(2);
        delays.tick();
        assertThat(looked).containsExactly("first", "second");
        assertThat(delays.next()).contains(NOON.plusSeconds(9));
    }

    @Test
    void when_something_has_changed_all_look_and_may_come_back() {
        delays.enter(NOON.plusSeconds(2), () -> {
            looked.add("again");
            delays.enter(NOON.plusSeconds(3), () -> looked.add("later"));
        });
        delays.wake();
        assertThat(looked).containsExactly("again");
        assertThat(delays.next()).contains(NOON.plusSeconds(3));
    }
}
