package org.belltower.dispatch.app;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.belltower.dispatch.history.HistoryProgress;
import org.belltower.dispatch.history.HistoryUpkeep;
import org.belltower.dispatch.history.HistoryWriter;
import org.belltower.dispatch.history.Retention;
import org.belltower.dispatch.history.explanation.ExplanationStore;
import org.belltower.dispatch.history.http.QuestionTurns;
import org.belltower.dispatch.history.kafka.HistoryReader;
import org.belltower.dispatch.history.postgres.PostgresExplanations;
import org.belltower.dispatch.history.postgres.PostgresHistory;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.KafkaClients;

/// Puts together what keeps and explains what was decided. Nothing of it is needed to start, to be
/// ready or to send.
@Singleton
public class HistoryWiring {
    private static final int BEFORE_THE_DISPATCHER = 100;
    /// With those who ask more than one thing at once.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Produces
    @Singleton
    Retention retention(DispatchConfig config) {
        return new Retention(config.history().retention(), InstantSource.system());
    }

    @Produces
    @Singleton
    ExplanationStore explanations(AgroalDataSource database) {
        return new PostgresExplanations(database);
    }

    @Produces
    @Singleton
    QuestionTurns turns() {
        return new QuestionTurns(PATIENCE);
    }

    @Produces
    @Singleton
    HistoryProgress progress(MeterRegistry registry) {
        HistoryProgress progress = new HistoryProgress(InstantSource.system());
        Gauge.builder(DispatchMetric.HISTORY_LAG.key(), progress, HistoryWiring::lag)
                .description(DispatchMetric.HISTORY_LAG.description())
                .strongReference(true)
                .register(registry);
        return progress;
    }

    private static double lag(HistoryProgress progress) {
        return progress.lag().map(lag -> lag.toMillis() / 1_000.0).orElse(Double.NaN);
    }

    @Produces
    @Singleton
    HistoryReader reader(
            KafkaClients kafka,
            Dispatcher dispatcher,
            AgroalDataSource database,
            Retention retention,
            HistoryProgress progress,
            DispatchConfig config,
            MeterRegistry registry) {
        PostgresHistory store = new PostgresHistory(database);
        HistoryMeters meters = new HistoryMeters(registry);
        DispatchConfig.History settings = config.history();
        return new HistoryReader(
                kafka,
                () -> dispatcher.stage() != Dispatcher.Stage.TOPICS,
                new HistoryReader.Keeping(
                        new HistoryWriter(store, retention, meters),
                        new HistoryUpkeep(store, retention, settings.upkeep(), meters),
                        progress,
                        meters),
                dispatcher.deadLetters()::write,
                new RetryPolicy(config.backOff().base(), config.backOff().cap(), new Random()),
                InstantSource.system());
    }

    void start(@Observes StartupEvent event, HistoryReader reader) {
        reader.start();
    }

    /// Before the dispatcher, by whose producer dead letters are written.
    void stop(@Observes @Priority(BEFORE_THE_DISPATCHER) ShutdownEvent event, HistoryReader reader) {
        reader.close();
    }
}
