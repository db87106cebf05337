package org.belltower.service.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Shows Kafka Streams' own metrics while the topology lives, and ends the process with it: alone, the HTTP side
/// would stay up for ever and do nothing of it. Whoever supervises the process starts it again.
///
/// Thread-safe.
public final class TopologyWatch implements TopologyListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopologyWatch.class);
    private static final int FAILED = 1;

    private final MeterRegistry registry;
    private final IntConsumer exit;
    private final AtomicReference<@Nullable KafkaStreamsMetrics> bound = new AtomicReference<>();

    /// @param exit ends the process with a status, without waiting for its end
    public TopologyWatch(MeterRegistry registry, IntConsumer exit) {
        this.registry = registry;
        this.exit = exit;
    }

    @Override
    public void started(KafkaStreams streams) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        bound.set(metrics);
    }

    @Override
    public void ended() {
        LOG.error("event=topology-ended action=exit");
        exit.accept(FAILED);
    }

    @Override
    public void close() {
        KafkaStreamsMetrics metrics = bound.get();
        if (metrics != null) {
            metrics.close();
        }
    }
}
