package org.belltower.service.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Hop;
import org.belltower.model.heartbeat.Hop.Encryption;
import org.belltower.service.heartbeat.ServiceWatch;
import org.junit.jupiter.api.Test;

/// A13: which hops of the suite are not encrypted.
class SuiteHopsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final ServiceWatch watch =
            new ServiceWatch(ServiceWatch.Limits.USUAL, List.of("event-ingest", "dispatcher"));

    SuiteHopsTest() {
        for (int second = 0; second <= 30; second++) {
            watch.looked(second * SECOND);
        }
    }

    private void hear(String service, String instance, Heartbeat.Stage stage, Hop... hops) {
        watch.heard(
                new Heartbeat(service, instance, "1", NOON, stage, null, List.of(), List.of(hops)),
                OptionalLong.of(29 * SECOND),
                30 * SECOND);
    }

    private SuiteHops hops() {
        return SuiteHops.of(watch.judge(30 * SECOND, NOON));
    }

    private static Hop hop(String from, String to, Encryption encryption) {
        return new Hop(from, to, encryption);
    }

    @Test
    void A13_what_is_not_encrypted_is_told_by_name() {
        hear(
                "event-ingest",
                "a",
                Heartbeat.Stage.WORKING,
                hop("producers", "event-ingest", Encryption.PLAIN),
                hop("event-ingest", "kafka", Encryption.ENCRYPTED));
        hear("dispatcher", "a", Heartbeat.Stage.WORKING, hop("dispatcher", "kafka", Encryption.PLAIN));
        assertThat(hops())
                .isEqualTo(new SuiteHops(
                        Encryption.PLAIN, List.of("dispatcher to kafka", "producers to event-ingest"), List.of()));
    }

    @Test
    void A13_it_is_all_encrypted_only_if_every_service_is_heard_and_says_so() {
        hear("event-ingest", "a", Heartbeat.Stage.WORKING, hop("event-ingest", "kafka", Encryption.ENCRYPTED));
        assertThat(hops()).isEqualTo(new SuiteHops(Encryption.UNKNOWN, List.of(), List.of("dispatcher")));
        hear("dispatcher", "a", Heartbeat.Stage.WORKING, hop("dispatcher", "kafka", Encryption.ENCRYPTED));
        assertThat(hops()).isEqualTo(new SuiteHops(Encryption.ENCRYPTED, List.of(), List.of()));
        hear("dispatcher", "a", Heartbeat.Stage.STOPPED, hop("dispatcher", "kafka", Encryption.ENCRYPTED));
        assertThat(hops().encryption()).isEqualTo(Encryption.UNKNOWN);
    }

    @Test
    void A13_one_copy_that_is_configured_otherwise_counts() {
        hear("event-ingest", "a", Heartbeat.Stage.WORKING, hop("event-ingest", "kafka", Encryption.ENCRYPTED));
        hear("dispatcher", "a", Heartbeat.Stage.WORKING, hop("dispatcher", "kafka", Encryption.ENCRYPTED));
        hear("dispatcher", "b", Heartbeat.Stage.STARTING, hop("dispatcher", "kafka", Encryption.PLAIN));
        assertThat(hops().unencrypted()).containsExactly("dispatcher to kafka");
    }

    @Test
    void A13_a_setting_that_nobody_understands_is_not_taken_for_encryption() {
        hear("event-ingest", "a", Heartbeat.Stage.WORKING, hop("event-ingest", "kafka", Encryption.UNKNOWN));
        hear("dispatcher", "a", Heartbeat.Stage.WORKING, hop("dispatcher", "kafka", Encryption.ENCRYPTED));
        assertThat(hops()).isEqualTo(new SuiteHops(Encryption.UNKNOWN, List.of(), List.of("event-ingest to kafka")));
    }
}
