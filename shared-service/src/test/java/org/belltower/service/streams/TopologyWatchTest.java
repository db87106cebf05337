package org.belltower.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyWatchTest {
    @Test
    void the_process_fails_with_its_topology() {
        List<Integer> exits = new ArrayList<>();
        new TopologyWatch(new SimpleMeterRegistry(), exits::add).ended();
        assertThat(exits).containsExactly(1);
    }
}
