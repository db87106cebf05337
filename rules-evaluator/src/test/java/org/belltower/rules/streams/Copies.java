package org.belltower.rules.streams;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.belltower.rules.lane.AlertShare;

/// Copies of the topology as tests start them.
final class Copies {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Copies() {}

    static RulesStreams.Settings settings(String bootstrapServers, Path state, String instance, Duration session) {
        return new RulesStreams.Settings(
                Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                state,
                instance,
                1,
                session,
                new RulesTopology.Terms(Duration.ofHours(24), Duration.ofMinutes(10), new AlertShare(100_000, 10_000)));
    }

    /// Blocks until it decides.
    static RulesStreams start(RulesStreams.Settings settings, Heard heard) {
        RulesStreams streams = new RulesStreams(settings, heard, heard);
        streams.start();
        await().atMost(PATIENCE)
                .until(() -> streams.state().equals(new RulesStreams.State.Started(KafkaStreams.State.RUNNING)));
        return streams;
    }
}
