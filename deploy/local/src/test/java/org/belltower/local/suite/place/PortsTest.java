package org.belltower.local.suite.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void every_port_follows_from_the_base() {
        assertThat(new Ports(20_000).uses(true).keySet())
                .containsExactlyInAnyOrder(
                        20_000, 20_001, 20_002, 20_003, 20_004, 20_011, 20_012, 20_013, 20_014, 20_020, 20_021, 20_022,
                        20_030, 20_031, 20_032);
    }

    @Test
    void without_the_simulator_its_ports_are_not_used() {
        assertThat(new Ports(20_000).uses(false)).hasSize(12).doesNotContainKeys(20_030, 20_031, 20_032);
    }

    @Test
    void a_base_that_leads_beyond_the_last_port_is_refused() {
        assertThatThrownBy(() -> new Ports(65_504)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Ports(65_503).simulatorControl()).isEqualTo(65_535);
    }
}
