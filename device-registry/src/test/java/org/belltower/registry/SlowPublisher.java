package org.belltower.registry;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.belltower.registry.publish.Publication;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.StatePublisher;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.service.kafka.KafkaClients;

/// Kafka, which takes half a second to commit while it is told to be slow.
@Alternative
@Singleton
public class SlowPublisher implements StatePublisher {
    private final KafkaStatePublisher kafka;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean slow;

    SlowPublisher(KafkaClients clients) {
        this.kafka = new KafkaStatePublisher(clients, Duration.ofSeconds(10));
    }

    void slow(boolean told) {
        slow = told;
    }

    @Override
    public void open(Shard shard) {
        kafka.open(shard);
    }

    @Override
    public void publish(Shard shard, List<Publication> publications) {
        if (slow) {
            try {
                boolean _ = never.await(500, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        kafka.publish(shard, publications);
    }

    @Override
    public void discard(Shard shard) {
        kafka.discard(shard);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
