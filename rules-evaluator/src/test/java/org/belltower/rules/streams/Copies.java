package org.belltower.rules.streams;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;
import org.belltower.service.streams.TopologyRun;

/// Copies of the topology as tests start them.
final class Copies {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final RulesTopology.Terms TERMS = new RulesTopology.Terms(
            // What happens in tests happened once and for all.
            TimeToLive.ofAll(Duration.ofDays(100_000)),
            Duration.ofMillis(200),
            Duration.ofDays(550),
            Duration.ofMinutes(10),
            new AlertShare(100_000, 10_000));

    private Copies() {}

    static TopologyRun.Settings settings(String bootstrapServers, Path state, String instance, Duration session) {
        return new TopologyRun.Settings(
                "belltower-rules-evaluator",
                Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                state,
                instance,
                1,
                session);
    }

    /// Not started yet.
    static RulesStreams make(TopologyRun.Settings settings, Heard heard) {
        return new RulesStreams(settings, TERMS, heard, heard);
    }

    /// Blocks until it decides.
    static RulesStreams start(TopologyRun.Settings settings, Heard heard) {
        RulesStreams streams = make(settings, heard);
        streams.start();
        await().atMost(PATIENCE)
                .until(() -> streams.state().equals(new TopologyRun.State.Started(KafkaStreams.State.RUNNING)));
        return streams;
    }
}
