package org.belltower.simulator.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorCertificatesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void the_server_is_signed_by_the_authority_for_localhost_by_name_and_by_number() throws Exception {
        SimulatorCertificates made = at(NOW);

        made.server().verify(made.authority().getPublicKey());
        assertThat(made.server().getSubjectAlternativeNames())
                .extracting(name -> name.get(1))
                .isEqualTo(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(Files.readString(made.caFile())).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void certificates_in_the_folder_are_used_again() {
        assertThat(at(NOW.plus(Duration.ofDays(300)))).isEqualTo(at(NOW));
    }

    @Test
    void certificates_that_end_within_a_day_are_replaced() {
        SimulatorCertificates old = at(NOW);

        assertThat(at(NOW.plus(Duration.ofDays(364)).minusSeconds(60)).server()).isEqualTo(old.server());
        assertThat(at(NOW.plus(Duration.ofDays(364)).plusSeconds(60)).server()).isNotEqualTo(old.server());
    }

    @Test
    void private_keys_can_be_read_by_their_owner_only() throws Exception {
        at(NOW);

        assertThat(Files.getPosixFilePermissions(folder.resolve("server-key.pem")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    private SimulatorCertificates at(Instant now) {
        return SimulatorCertificates.in(new KeyFolder(folder), InstantSource.fixed(now));
    }
}
