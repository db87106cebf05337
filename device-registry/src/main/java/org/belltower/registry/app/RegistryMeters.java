package org.belltower.registry.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.registry.hygiene.HygieneListener;
import org.belltower.registry.hygiene.Retirement;
import org.belltower.registry.platform.SupportListener;
import org.belltower.registry.publish.RelayListener;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.postgres.PostgresMarkQueue;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// What relay, hygiene and sweep tell, as metrics and log lines.
final class RegistryMeters implements RelayListener, HygieneListener, SupportListener {
    private static final Logger LOG = Logger.getLogger(RegistryMeters.class);

    private final MeterRegistry registry;

    RegistryMeters(MeterRegistry registry, PostgresMarkQueue queue) {
        this.registry = registry;
        gauge(RegistryMetric.MARKS_WAITING, queue, known -> known.backlog().marks());
        gauge(
                RegistryMetric.MARKS_OLDEST,
                queue,
                known -> known.backlog().oldest().toMillis() / 1000.0);
    }

    private void gauge(RegistryMetric metric, PostgresMarkQueue queue, ToDoubleFunction<PostgresMarkQueue> value) {
        Gauge.builder(metric.metric(), queue, value)
                .description(metric.description())
                .register(registry);
    }

    private Counter counter(RegistryMetric metric, String... tags) {
        return Counter.builder(metric.metric())
                .description(metric.description())
                .tags(tags)
                .register(registry);
    }

    @Override
    public void published(Shard shard, int marks, int records, Duration took) {
        counter(RegistryMetric.MARKS_PUBLISHED).increment(marks);
        counter(RegistryMetric.RECORDS_PUBLISHED).increment(records);
        Timer.builder(RegistryMetric.RELAY_BATCH.metric())
                .description(RegistryMetric.RELAY_BATCH.description())
                .register(registry)
                .record(took);
    }

    @Override
    public void withheld(TopicSpec topic, RecordKey student) {
        counter(topic.equals(Topics.AUDIENCE) ? RegistryMetric.AUDIENCES_WITHHELD : RegistryMetric.REVOCATIONS_WITHHELD)
                .increment();
        LOG.errorf("event=record-too-large topic=%s student=%s action=withheld", topic.name(), student);
    }

    @Override
    public void failed(Shard shard, RuntimeException cause) {
        counter(RegistryMetric.RELAY_FAILED).increment();
        LOG.warnf("event=relay-failed shard=%s cause=%s", shard, Failures.kinds(cause));
    }

    @Override
    public void blind(RuntimeException cause) {
        counter(RegistryMetric.RELAY_FAILED).increment();
        LOG.warnf("event=relay-blind cause=%s", Failures.kinds(cause));
    }

    @Override
    public void settled(Retirement retirement) {
        String result = switch (retirement) {
            case Retirement.Retired _ -> "retired";
            case Retirement.Suspected _ -> "suspected";
            case Retirement.Kept.NO_DEVICE -> "no-device";
            case Retirement.Kept.NO_TOKEN -> "no-token";
            case Retirement.Kept.OTHER_TOKEN -> "other-token";
            case Retirement.Kept.TOKEN_NOT_TOLD -> "token-not-told";
            case Retirement.Kept.REGISTERED_SINCE -> "registered-since";
            case Retirement.Kept.TOO_SOON -> "too-soon";
            case Retirement.Kept.OTHERS_REFUSED -> "others-refused";
        };
        counter(RegistryMetric.TOKENS_SETTLED, "result", result).increment();
    }

    @Override
    public void cleared(int devices) {
        counter(RegistryMetric.TOKENS_CLEARED).increment(devices);
    }

    @Override
    public void swept(int changed) {
        counter(RegistryMetric.DEVICES_MARKED).increment(changed);
    }

    @Override
    public void sweepFailed(RuntimeException cause) {
        counter(RegistryMetric.SWEEPS_FAILED).increment();
        LOG.warnf("event=sweep-failed cause=%s", Failures.kinds(cause));
    }

    @Override
    public void deadLettered() {
        counter(RegistryMetric.DEAD_LETTERS).increment();
        LOG.warn("event=dead-letter topic=outcomes");
    }

    @Override
    public void failed(RuntimeException cause) {
        counter(RegistryMetric.OUTCOMES_FAILED).increment();
        LOG.warnf("event=hygiene-failed cause=%s", Failures.kinds(cause));
    }
}
