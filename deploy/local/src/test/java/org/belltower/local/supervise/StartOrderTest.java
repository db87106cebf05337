package org.belltower.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.process.ProcessSpec;
import org.junit.jupiter.api.Test;

class StartOrderTest {
    private static final Path ANYWHERE = Path.of("anywhere");

    @Test
    void what_is_needed_comes_first_and_what_needs_nothing_of_each_other_shares_a_wave() {
        Map<String, Integer> waves = new LinkedHashMap<>();
        StartOrder.of(List.of(
                        StandIns.staying(ANYWHERE, "dispatcher", "registry", "kafka"),
                        StandIns.staying(ANYWHERE, "registry", "postgresql", "kafka"),
                        StandIns.staying(ANYWHERE, "postgresql"),
                        StandIns.staying(ANYWHERE, "kafka")))
                .forEach((spec, wave) -> waves.put(spec.name(), wave));
        assertThat(waves)
                .containsExactly(
                        Map.entry("postgresql", 0),
                        Map.entry("kafka", 0),
                        Map.entry("registry", 1),
                        Map.entry("dispatcher", 2));
    }

    @Test
    void a_circle_is_refused() {
        List<ProcessSpec> circle =
                List.of(StandIns.staying(ANYWHERE, "hen", "egg"), StandIns.staying(ANYWHERE, "egg", "hen"));
        assertThatThrownBy(() -> StartOrder.of(circle))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("egg");
    }

    @Test
    void two_of_one_name_are_refused() {
        List<ProcessSpec> twins =
                List.of(StandIns.staying(ANYWHERE, "kafka"), StandIns.staying(Path.of("elsewhere"), "kafka"));
        assertThatThrownBy(() -> StartOrder.of(twins)).isInstanceOf(IllegalArgumentException.class);
    }
}
