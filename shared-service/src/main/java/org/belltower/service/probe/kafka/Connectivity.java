package org.belltower.service.probe.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.belltower.model.heartbeat.Link;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.probe.Probe;
import org.belltower.service.probe.ProbeLoop;
import org.belltower.service.probe.Probes;

/// Whether a service reaches Kafka and the others that it has beans of [Probe] for, asked from its start to its end.
///
/// Thread-safe.
@Singleton
public class Connectivity {
    private final KafkaProbe kafka;
    private final Probes probes;
    private final ProbeLoop loop;

    Connectivity(KafkaClients kafka, Instance<Probe> others) {
        this.kafka = new KafkaProbe(kafka);
        List<Probe> all = new ArrayList<>(List.of(this.kafka));
        others.forEach(all::add);
        this.probes = new Probes(all, System::nanoTime, new Random());
        this.loop = new ProbeLoop(probes);
    }

    /// What is known now. Does not block.
    public List<Link> links() {
        return probes.links();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
        kafka.close();
    }
}
