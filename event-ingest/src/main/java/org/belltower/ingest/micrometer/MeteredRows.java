package org.belltower.ingest.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.belltower.ingest.debezium.Envelope;
import org.belltower.ingest.streams.RowListener;
import org.belltower.model.change.Origin;

/// Counts rows. Thread-safe.
public final class MeteredRows implements RowListener {
    private final MeterRegistry registry;

    public MeteredRows(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void emitted(Origin origin) {
        count(IngestMetric.ROWS, "outcome", tag(origin));
    }

    @Override
    public void filtered() {
        count(IngestMetric.ROWS, "outcome", "filtered");
    }

    @Override
    public void waits() {
        count(IngestMetric.ROWS, "outcome", "waiting");
    }

    @Override
    public void goneWithIt() {
        count(IngestMetric.ROWS, "outcome", "gone");
    }

    @Override
    public void passedOver(Envelope.Kind kind) {
        count(IngestMetric.RECORDS_PASSED_OVER, "kind", tag(kind));
    }

    @Override
    public void truncated() {
        count(IngestMetric.TABLES_TRUNCATED);
    }

    @Override
    public void generationBegan(int generation) {
        count(IngestMetric.GENERATIONS);
    }

    @Override
    public void deadLettered(String topic) {
        count(IngestMetric.DEAD_LETTERS, "topic", topic);
    }

    private void count(IngestMetric metric, String... tags) {
        Counter.builder(metric.metricName())
                .description(metric.description())
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
