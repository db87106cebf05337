package org.belltower.dispatch.app;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.deferral.kafka.KafkaDurableOutcomes;
import org.belltower.dispatch.deferral.postgres.MadeTables;
import org.belltower.dispatch.deferral.postgres.PostgresDeferralTable;
import org.belltower.service.kafka.KafkaClients;
import org.flywaydb.core.Flyway;

/// Puts together what keeps pushes that wait long. Nothing of it is needed to start, to be ready or
/// to send: the tables are made in the background, as soon as PostgreSQL is there.
@Singleton
public class DeferralWiring {
    private static final Duration PATIENCE_WITH_KAFKA = Duration.ofSeconds(5);

    /// What a send may take beyond its deadline, until its outcome is written.
    private static final Duration BEYOND_DEADLINE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    MadeTables tables(Flyway flyway, DispatchConfig config) {
        return new MadeTables(flyway::migrate, config.deferral().upkeep());
    }

    @Produces
    @Singleton
    Deferral deferral(AgroalDataSource database, KafkaClients kafka, DispatchConfig config, MeterRegistry registry) {
        DispatchConfig.Deferred settings = config.deferral();
        InstantSource time = InstantSource.system();
        Deferral deferral = new Deferral(
                new PostgresDeferralTable(database, settings.patience().dividedBy(2)),
                new KafkaDurableOutcomes(kafka, PATIENCE_WITH_KAFKA, System::nanoTime),
                new Deferral.Settings(
                        settings.patience(),
                        settings.lease(),
                        config.sendDeadline().plus(BEYOND_DEADLINE),
                        settings.poll(),
                        settings.upkeep(),
                        settings.kept()),
                time,
                System::nanoTime,
                new Random());
        gauge(registry, DispatchMetric.DEFERRED, deferral, DeferralWiring::waiting);
        gauge(registry, DispatchMetric.DEFERRED_OVERDUE, deferral, it -> overdue(it, time.instant()));
        gauge(registry, DispatchMetric.DEFERRED_COUNTED, deferral, it -> counted(it, time.instant()));
        return deferral;
    }

    private static void gauge(
            MeterRegistry registry, DispatchMetric metric, Deferral deferral, ToDoubleFunction<Deferral> value) {
        Gauge.builder(metric.key(), deferral, value)
                .description(metric.description())
                .register(registry);
    }

    private static double waiting(Deferral deferral) {
        return deferral.backlog()
                .map(backlog -> (double) backlog.all().pushes())
                .orElse(Double.NaN);
    }

    private static double overdue(Deferral deferral, Instant now) {
        return deferral.backlog()
                .map(backlog -> Optional.ofNullable(backlog.all().earliestDue())
                        .map(due -> Math.max(0, seconds(due, now)))
                        .orElse(0.0))
                .orElse(Double.NaN);
    }

    private static double counted(Deferral deferral, Instant now) {
        return deferral.backlog()
                .map(backlog -> seconds(backlog.counted(), now))
                .orElse(Double.NaN);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }

    /// The deferral itself is started and closed by the dispatcher, which it hands over to.
    void start(@Observes StartupEvent event, MadeTables tables) {
        tables.start();
    }

    void stop(@Observes ShutdownEvent event, MadeTables tables) {
        tables.close();
    }
}
