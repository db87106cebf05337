package org.belltower.service.probe.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.probe.Probe;

/// Whether Kafka answers.
public final class KafkaProbe implements Probe, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Admin admin;

    public KafkaProbe(KafkaClients kafka) {
        this.admin = kafka.admin("belltower-probe", TIMEOUT);
    }

    @Override
    public String peer() {
        return "kafka";
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public Found ask() throws InterruptedException {
        try {
            var nodes = admin.describeCluster().nodes().get(TIMEOUT.toMillis() + 500, TimeUnit.MILLISECONDS);
            return nodes.isEmpty() ? new Found.Away("no-broker") : new Found.Reached();
        } catch (ExecutionException | TimeoutException e) {
            return new Found.Away("no-answer");
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
