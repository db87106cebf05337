package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailStopTest {
    @Test
    void the_first_part_that_is_lost_ends_the_process_and_no_other_does_it_again() {
        AtomicInteger exits = new AtomicInteger();
        FailStop failStop = new FailStop(exits::incrementAndGet);
        assertThat(failStop.hasFailed()).isFalse();
        failStop.failed("lane");
        failStop.failed("copies");
        assertThat(failStop.hasFailed()).isTrue();
        assertThat(exits).hasValue(1);
    }
}
