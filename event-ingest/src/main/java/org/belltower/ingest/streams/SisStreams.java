package org.belltower.ingest.streams;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.service.streams.TopologyListener;
import org.belltower.service.streams.TopologyRun;
import org.jspecify.annotations.Nullable;

/// Runs the topology, if there is a source. Thread-safe.
public final class SisStreams implements AutoCloseable {
    private static final TopologyRun.State RUNNING = new TopologyRun.State.Started(KafkaStreams.State.RUNNING);

    private final @Nullable TopologyRun run;

    private SisStreams(@Nullable TopologyRun run) {
        this.run = run;
    }

    /// @param sources may be none: then nothing runs
    public static SisStreams of(
            List<SourceMapping> sources,
            TopologyRun.Settings settings,
            SisTopology.Terms terms,
            RowListener rows,
            TopologyListener life) {
        return new SisStreams(
                sources.isEmpty()
                        ? null
                        : new TopologyRun(settings, () -> SisTopology.build(sources, terms, rows), life));
    }

    /// As [TopologyRun#start].
    public void start() {
        if (run != null) {
            run.start();
        }
    }

    /// What the topology does; empty if there is no source.
    public Optional<TopologyRun.State> state() {
        return Optional.ofNullable(run).map(TopologyRun::state);
    }

    /// Whether rows are mapped, or there are none to map.
    public boolean isWorking() {
        return state().map(RUNNING::equals).orElse(true);
    }

    /// As [TopologyRun#close].
    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }
}
