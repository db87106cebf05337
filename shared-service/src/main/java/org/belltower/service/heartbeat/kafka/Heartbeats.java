package org.belltower.service.heartbeat.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.service.heartbeat.Vitals;
import org.belltower.service.kafka.KafkaClients;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Lets a service's heart beat from its start to its end: that of every service with a bean of [Vitals].
@Singleton
public class Heartbeats {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Instance<Vitals> vitals;
    private final KafkaClients kafka;
    private final HeartbeatWriter.Who who;
    private @Nullable HeartbeatWriter writer;

    /// @param instance the name of this copy; by default the machine's, and the port
    Heartbeats(
            Instance<Vitals> vitals,
            KafkaClients kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "belltower.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.vitals = vitals;
        this.kafka = kafka;
        this.who = new HeartbeatWriter.Who(service, instance.orElseGet(() -> machine() + ":" + port), version);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that does not know its own name.
            return "localhost";
        }
    }

    void start(@Observes StartupEvent event) {
        if (vitals.isResolvable()) {
            HeartbeatWriter made =
                    new HeartbeatWriter(kafka, who, vitals.get(), InstantSource.system(), System::nanoTime, INTERVAL);
            writer = made;
            made.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        HeartbeatWriter made = writer;
        if (made != null) {
            made.close();
        }
    }
}
