package org.belltower.ingest.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.ingest.accept.IntakeResult;

/// Counts and times the intake. Thread-safe.
public final class MeteredIntake implements IntakeListener {
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;

    private static final Duration[] BUCKETS = IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Timer appendTime;
    private final DistributionSummary appendEvents;
    private final DistributionSummary requestSize;
    private final Counter turnedAway;
    private final Counter overQuota;

    public MeteredIntake(MeterRegistry registry) {
        this.registry = registry;
        this.appendTime = Timer.builder(IngestMetric.APPEND_TIME.metricName())
                .description(IngestMetric.APPEND_TIME.description())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.appendEvents = summary(registry, IngestMetric.APPEND_EVENTS, "events");
        this.requestSize = summary(registry, IngestMetric.REQUEST_SIZE, "bytes");
        this.turnedAway = counter(registry, IngestMetric.REQUESTS_TURNED_AWAY);
        this.overQuota = counter(registry, IngestMetric.EVENTS_OVER_QUOTA);
        events(ACCEPTED);
        events(UNAVAILABLE);
    }

    private static DistributionSummary summary(MeterRegistry registry, IngestMetric metric, String unit) {
        return DistributionSummary.builder(metric.metricName())
                .description(metric.description())
                .baseUnit(unit)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, IngestMetric metric) {
        return Counter.builder(metric.metricName())
                .description(metric.description())
                .register(registry);
    }

    private Counter events(int status) {
        return Counter.builder(IngestMetric.EVENTS.metricName())
                .description(IngestMetric.EVENTS.description())
                .tag("status", Integer.toString(status))
                .register(registry);
    }

    @Override
    public void ended(IntakeResult result) {
        events(
                        switch (result) {
                            case IntakeResult.Accepted _ -> ACCEPTED;
                            case IntakeResult.Refused refused ->
                                refused.problem().status();
                            case IntakeResult.Unacknowledged _ -> UNAVAILABLE;
                        })
                .increment();
    }

    @Override
    public void appended(int events, Duration took) {
        appendEvents.record(events);
        appendTime.record(took);
    }

    @Override
    public void received(int bytes) {
        requestSize.record(bytes);
    }

    @Override
    public void turnedAway() {
        turnedAway.increment();
    }

    @Override
    public void overQuota(int events) {
        overQuota.increment(events);
    }
}
