package org.belltower.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopologyRunTest {
    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"ERROR", "NOT_RUNNING"})
    void a_topology_that_will_do_nothing_more_is_over(State state) {
        assertThat(TopologyRun.isOver(state)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"ERROR", "NOT_RUNNING"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_topology_that_works_or_is_on_its_way_is_not_over(State state) {
        assertThat(TopologyRun.isOver(state)).isFalse();
    }
}
