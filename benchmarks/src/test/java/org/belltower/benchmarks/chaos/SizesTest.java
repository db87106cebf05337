package org.belltower.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void what_is_not_named_stays_as_the_goals_ask_for() {
        assertThat(Sizes.USUAL.with(Map.of("kills", "3", "seconds", "30")))
                .isEqualTo(new Sizes(3, 500, OptionalInt.of(30), Duration.ofSeconds(15)));
        assertThat(Sizes.USUAL.length(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(Sizes.USUAL.with(Map.of("seconds", "30")).length(Duration.ofMinutes(10)))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void what_there_is_not_is_refused() {
        assertThatThrownBy(() -> Sizes.USUAL.with(Map.of("pushes", "3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no option --pushes of dispatcher, but: kills, rate, seconds");
        for (String value : List.of("0", "-1", "100001", "many")) {
            assertThatThrownBy(() -> Sizes.USUAL.with(Map.of("rate", value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--rate must be a whole number from 1 to 100000, not " + value);
        }
        assertThatThrownBy(() -> DispatcherChaos.usual().with(List.of("R99"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no scenario R99 of dispatcher, but: R1, R4, R5, R6, R7, R10, frozen");
    }
}
