package org.belltower.dispatch.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.belltower.dispatch.history.HistoryListener;

/// Counts what the history keeps. Thread-safe.
final class HistoryMeters implements HistoryListener {
    private final MeterRegistry registry;

    HistoryMeters(MeterRegistry registry) {
        this.registry = registry;
        // There from the start, so that none is not the same as unknown.
        var _ = counter(DispatchMetric.HISTORY_FAILURES);
    }

    @Override
    public void kept(String kind, int count) {
        counter(DispatchMetric.HISTORY_KEPT, "kind", kind).increment(count);
    }

    @Override
    public void passed(Passed why) {
        counter(
                        DispatchMetric.HISTORY_PASSED,
                        "why",
                        why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .increment();
    }

    @Override
    public void failed() {
        counter(DispatchMetric.HISTORY_FAILURES).increment();
    }

    private Counter counter(DispatchMetric metric, String... tags) {
        return Counter.builder(metric.key())
                .description(metric.description())
                .tags(tags)
                .register(registry);
    }
}
