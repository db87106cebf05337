package org.belltower.benchmarks.dispatch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizesTest {
    @Test
    void what_is_not_said_stays_as_it_is() {
        Sizes sizes = Sizes.USUAL.with(Map.of("pushes", "5000", "pairs", "7"));
        assertThat(sizes.pushes()).isEqualTo(5_000);
        assertThat(sizes.pairs()).isEqualTo(7);
        assertThat(sizes.inFlight()).isEqualTo(Sizes.USUAL.inFlight());
    }

    @Test
    void each_part_that_is_recorded_has_a_file_of_its_own() {
        assertThat(Sizes.USUAL.recording("apns-0ms")).isEmpty();
        assertThat(Sizes.USUAL.with(Map.of("jfr", "/tmp/hot.jfr")).recording("apns-0ms"))
                .contains(Path.of("/tmp/apns-0ms-hot.jfr"));
    }

    @Test
    void an_option_that_there_is_not_or_a_size_that_is_none_is_refused() {
        assertThatThrownBy(() -> Sizes.USUAL.with(Map.of("pushs", "1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sizes.USUAL.with(Map.of("pushes", "many")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sizes.USUAL.with(Map.of("pairs", "0"))).isInstanceOf(IllegalArgumentException.class);
    }
}
