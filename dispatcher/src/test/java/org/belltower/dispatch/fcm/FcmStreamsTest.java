package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class FcmStreamsTest {
    private int attainable = 2_000;
    private final FcmStreams streams = new FcmStreams(() -> attainable);
    private final List<Integer> told = new ArrayList<>();

    @Test
    void what_can_be_carried_is_told_when_it_changes() {
        streams.tell(told::add);
        streams.tick();
        streams.tick();
        attainable = 20;
        streams.tick();
        assertThat(told).containsExactly(2_000, 20);
    }

    @Test
    void who_comes_later_is_told_and_who_has_left_is_told_so_and_nothing_more() {
        streams.tick();
        IntConsumer late = told::add;
        streams.tell(late);
        streams.tick();
        streams.forget(late);
        streams.tick();
        attainable = 20;
        streams.tick();
        assertThat(told).containsExactly(2_000, 0);
    }
}
