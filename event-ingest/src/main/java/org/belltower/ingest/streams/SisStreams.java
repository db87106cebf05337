package org.belltower.ingest.streams;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.service.streams.TopologyListener;
import org.belltower.service.streams.TopologyRun;

/// Runs the topology, if there is a source. Thread-safe.
public final class SisStreams implements AutoCloseable {
    private static final TopologyRun.State RUNNING = new TopologyRun.State.Started(KafkaStreams.State.RUNNING);

    private final Optional<TopologyRun> run;

    private SisStreams(Optional<TopologyRun> run) {
        this.run = run;
    }

    public static SisStreams of(
            List<SourceMapping> sources,
            TopologyRun.Settings settings,
            SisTopology.Terms terms,
            RowListener rows,
            TopologyListener life) {
        return new SisStreams(Optional.of(sources)
                .filter(some -> !some.isEmpty())
                .map(some -> new TopologyRun(
                        settings, () -> SisTopology.build(some, terms, rows), new NoRestoring(), life)));
    }

    /// As [TopologyRun#start].
    public void start() {
        run.ifPresent(TopologyRun::start);
    }

    /// What the topology does; empty if there is no source.
    public Optional<TopologyRun.State> state() {
        return run.map(TopologyRun::state);
    }

    /// Whether rows are mapped, or there are none to map.
    public boolean isWorking() {
        return state().map(RUNNING::equals).orElse(true);
    }

    /// As [TopologyRun#close].
    @Override
    public void close() {
        run.ifPresent(TopologyRun::close);
    }

    /// There is no global store, of which alone it would be told.
    private static final class NoRestoring implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long first, long end) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long position, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long count) {}
    }
}
