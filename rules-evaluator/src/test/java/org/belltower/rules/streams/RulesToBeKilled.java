package org.belltower.rules.streams;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.embedded.host.ProcessLife;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;
import org.belltower.service.streams.TopologyRun;

/// The topology in a process of its own, which keeps in a file how far it has read the settings.
final class RulesToBeKilled implements AutoCloseable {
    static final Duration TIME_TO_LIVE = Duration.ofHours(12);
    static final Duration PATIENCE = Duration.ofDays(1);

    private static final RulesTopology.Terms TERMS = new RulesTopology.Terms(
            TimeToLive.ofAll(TIME_TO_LIVE),
            PATIENCE,
            Duration.ofDays(550),
            Duration.ofMinutes(10),
            new AlertShare(1_000_000_000, 1_000_000));

    private final RulesStreams streams;
    private final Path position;
    private final ScheduledExecutorService keeping = Executors.newSingleThreadScheduledExecutor();

    private RulesToBeKilled(String bootstrapServers, Path folder) {
        Heard heard = new Heard();
        this.position = position(folder);
        this.streams = new RulesStreams(
                Copies.settings(bootstrapServers, folder.resolve("state"), "model", Duration.ofSeconds(8)),
                TERMS,
                heard,
                heard);
    }

    public static void main(String[] arguments) {
        ProcessLife.live(
                arguments, "RulesToBeKilled <bootstrap servers> <folder>", RulesToBeKilled::start, _ -> "ready rules");
    }

    private static RulesToBeKilled start(List<String> arguments) {
        RulesToBeKilled started = new RulesToBeKilled(arguments.get(0), Path.of(arguments.get(1)));
        started.start();
        return started;
    }

    /// In a child of this JVM. Blocks until it decides.
    static ChildJvm launch(String bootstrapServers, Path folder) {
        return ChildJvm.start(
                RulesToBeKilled.class,
                folder.resolve("log"),
                bootstrapServers,
                folder.toString(),
                ProcessLife.EXIT_WITH_PARENT);
    }

    /// Where the one in this folder keeps its position, as [Object#toString()] says it.
    static Path position(Path folder) {
        return folder.resolve("position");
    }

    private void start() {
        streams.start();
        await().atMost(Copies.PATIENCE)
                .until(() -> streams.state().equals(new TopologyRun.State.Started(KafkaStreams.State.RUNNING)));
        var _ = keeping.scheduleWithFixedDelay(this::keepPosition, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void keepPosition() {
        try {
            Path next = position.resolveSibling("position-next");
            Files.writeString(next, streams.settingsPosition().toString());
            Files.move(next, position, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        keeping.close();
        streams.close();
    }
}
