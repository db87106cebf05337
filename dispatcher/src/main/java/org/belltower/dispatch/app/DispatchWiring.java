package org.belltower.dispatch.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.dispatch.deferral.Deferral;
import org.belltower.dispatch.history.HistoryProgress;
import org.belltower.dispatch.testpush.TestPushEnds;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.probe.kafka.Connectivity;

/// Puts the service together, starts it and stops it.
@Singleton
public class DispatchWiring {
    @Produces
    @Singleton
    StatusBoard board() {
        return new StatusBoard(InstantSource.system());
    }

    @Produces
    @Singleton
    DispatchMeters meters(MeterRegistry registry) {
        return new DispatchMeters(registry);
    }

    @Produces
    @Singleton
    Listeners listeners(StatusBoard board, DispatchMeters meters, TestPushEnds ends) {
        return new Listeners(board, meters, new DispatchLog(System::nanoTime), ends);
    }

    @Produces
    @Singleton
    Dispatcher dispatcher(
            DispatchConfig config,
            KafkaClients kafka,
            Listeners listeners,
            CredentialSeal seal,
            StatusBoard board,
            DispatchMeters meters,
            Deferral deferral,
            MeterRegistry registry) {
        FailStop failStop = new FailStop(() -> Quarkus.asyncExit(1));
        Dispatcher dispatcher = new Dispatcher(config, kafka, listeners, failStop, seal, Optional.of(deferral));
        meters.watch(dispatcher, board);
        new FlowMeters(registry, dispatcher, board, InstantSource.system(), System::nanoTime).watch();
        return dispatcher;
    }

    @Produces
    @Singleton
    StatusReport report(Dispatcher dispatcher, StatusBoard board, HistoryProgress history, Connectivity connectivity) {
        return new StatusReport(dispatcher, board, history, connectivity::links);
    }

    void start(@Observes StartupEvent event, Dispatcher dispatcher) {
        dispatcher.start();
    }

    /// Drains: what is out is waited for and committed.
    void stop(@Observes ShutdownEvent event, Dispatcher dispatcher) {
        dispatcher.close();
    }
}
