package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SlotTest {
    private final Semaphore quiet = new Semaphore(1);
    private final Slot slot = new Slot(new Shard(0), new InMemoryRelay().shardRelay());

    @Test
    void who_gives_it_back_learns_that_somebody_wanted_it_meanwhile() {
        assertThat(slot.take(quiet)).isTrue();
        assertThat(slot.take(quiet)).isFalse();
        assertThat(slot.giveBack(quiet)).isTrue();

        assertThat(slot.take(quiet)).isTrue();
        assertThat(slot.giveBack(quiet)).isFalse();
    }

    @Test
    void it_is_not_taken_once_all_permits_are_gone() {
        assertThat(quiet.tryAcquire()).isTrue();
        assertThat(slot.take(quiet)).isFalse();

        quiet.release();
        assertThat(slot.take(quiet)).isTrue();
    }
}
