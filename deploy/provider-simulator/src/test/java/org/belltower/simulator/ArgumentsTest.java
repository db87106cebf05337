package org.belltower.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void a_folder_is_enough() {
        Arguments arguments = Arguments.parse(List.of("--folder", "keys"));

        assertThat(arguments.config().folder()).isEqualTo(Path.of("keys"));
        assertThat(arguments.config().ports()).isEqualTo(new SimulatorConfig.Ports(18_430, 18_431, 18_432));
        assertThat(arguments.config().limits()).isEqualTo(SimulatorConfig.Limits.USUAL);
        assertThat(arguments.config().environment()).isEqualTo(ApnsEnvironment.PRODUCTION);
        assertThat(arguments.config().knownTokensOnly()).isFalse();
        assertThat(arguments.latency()).isZero();
        assertThat(arguments.apnsKeys()).isEmpty();
        assertThat(arguments.fcmProjects()).isEmpty();
    }

    @Test
    void every_argument_is_taken() {
        Arguments arguments = Arguments.parse(List.of(
                ("--folder keys --apns-port 1 --fcm-port 2 --control-port 3 --apns-key T:K:org.a,org.b --apns-key U:L:org.c"
                                + " --fcm-project p --fcm-project q --latency-millis 50 --concurrent-streams 4 --record 5"
                                + " --threads 6 --ledger 7 --seed 8 --sandbox --known-tokens-only")
                        .split(" ", -1)));

        assertThat(arguments.config().ports()).isEqualTo(new SimulatorConfig.Ports(1, 2, 3));
        assertThat(arguments.config().limits()).isEqualTo(new SimulatorConfig.Limits(4, 5, 6, 7));
        assertThat(arguments.config().seed()).isEqualTo(8);
        assertThat(arguments.config().environment()).isEqualTo(ApnsEnvironment.SANDBOX);
        assertThat(arguments.config().knownTokensOnly()).isTrue();
        assertThat(arguments.latency()).isEqualTo(Duration.ofMillis(50));
        assertThat(arguments.apnsKeys())
                .containsExactly(
                        new Arguments.ApnsKeyArgument("T", "K", List.of("org.a", "org.b")),
                        new Arguments.ApnsKeyArgument("U", "L", List.of("org.c")));
        assertThat(arguments.fcmProjects()).containsExactly("p", "q");
    }

    @Test
    void nothing_may_be_recorded() {
        Arguments arguments = Arguments.parse(List.of("--folder", "keys", "--record", "0", "--ledger", "0"));

        assertThat(arguments.config().limits().record()).isZero();
        assertThat(arguments.config().limits().ledger()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', --folder is required",
        "--folder, --folder needs a value",
        "--folder keys --apns-port many, --apns-port must be a whole number: many",
        "--folder keys --apns-port 70000, --apns-port must be 0 to 65535: 70000",
        "--folder keys --apns-key TEAM:KEY, '--apns-key must be TEAM:KEY:TOPIC[,TOPIC...]: TEAM:KEY'",
        "--folder keys --loud, unknown argument: --loud"
    })
    void a_wrong_argument_is_named(String line, String message) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

        assertThatThrownBy(() -> Arguments.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
