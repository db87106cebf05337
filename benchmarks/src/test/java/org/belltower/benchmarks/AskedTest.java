package org.belltower.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedTest {
    private static final Plain RELAY = new Plain("relay");
    private static final Parted DISPATCHER = new Parted(List.of(), Map.of());
    private static final List<Benchmark> ALL = List.of(RELAY, DISPATCHER);

    @Test
    void nothing_asked_for_is_all_of_them_as_they_are() {
        assertThat(Asked.of(ALL, List.of())).isEqualTo(ALL);
    }

    @Test
    void what_follows_a_benchmark_is_its_own() {
        assertThat(Asked.of(ALL, List.of("dispatcher", "apns", "--pushes=5000", "fcm", "relay")))
                .containsExactly(new Parted(List.of("apns", "fcm"), Map.of("pushes", "5000")), RELAY);
    }

    @Test
    void the_value_of_an_option_may_hold_what_separates_it() {
        assertThat(Asked.of(ALL, List.of("dispatcher", "--jfr=a=b")))
                .containsExactly(new Parted(List.of(), Map.of("jfr", "a=b")));
    }

    @Test
    void what_there_is_not_is_refused_and_told() {
        assertThatThrownBy(() -> Asked.of(ALL, List.of("relais")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no benchmark relais, but: relay, dispatcher");
        assertThatThrownBy(() -> Asked.of(ALL, List.of("relay", "apns")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no benchmark apns, and relay takes nothing");
        assertThatThrownBy(() -> Asked.of(ALL, List.of("dispatcher", "--pushes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The option --pushes needs a value: --name=value");
    }

    private record Plain(String name) implements Benchmark {
        @Override
        public void run(Path folder, PrintStream out) {}
    }

    private record Parted(List<String> parts, Map<String, String> options) implements Benchmark {
        @Override
        public String name() {
            return "dispatcher";
        }

        @Override
        public Benchmark with(List<String> wanted, Map<String, String> given) {
            return new Parted(wanted, given);
        }

        @Override
        public void run(Path folder, PrintStream out) {}
    }
}
