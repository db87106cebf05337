package org.belltower.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// A static leader that comes back does not look for topics that came while it was away.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void only_where_the_topics_are_always_the_same_a_copy_comes_back_as_the_member_that_it_was(boolean staticMember) {
        TopologyRun.Settings settings = new TopologyRun.Settings(
                "app", Map.of(), Path.of("state"), "app-1", 1, Duration.ofSeconds(8), staticMember);
        assertThat(TopologyRun.properties(settings).get("consumer.group.instance.id"))
                .isEqualTo(staticMember ? "app-1" : null);
    }
}
