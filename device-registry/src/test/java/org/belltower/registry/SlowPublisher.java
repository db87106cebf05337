package org.belltower.registry;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.belltower.model.wire.RecordKey;
import org.belltower.registry.publish.Publication;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.StatePublisher;
import org.belltower.registry.publish.kafka.KafkaStatePublisher;
import org.belltower.service.kafka.KafkaClients;

/// Kafka, which takes half a second to commit while it is told to be slow, and refuses whatever it is told to refuse.
@Alternative
@Singleton
public class SlowPublisher implements StatePublisher {
    private final KafkaStatePublisher kafka;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean slow;
    private volatile Optional<RecordKey> refused = Optional.empty();

    SlowPublisher(KafkaClients clients) {
        this.kafka = new KafkaStatePublisher(clients, Duration.ofSeconds(10));
    }

    public void slow(boolean told) {
        slow = told;
    }

    /// @param key empty: nothing
    public void refuse(Optional<RecordKey> key) {
        refused = key;
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
        if (refused.isPresent()
                && publications.stream().anyMatch(each -> each.record().key().equals(refused.get()))) {
            throw new IllegalStateException("refused");
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

    /// With this instead of the service's own.
    public static final class InPlace implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SlowPublisher.class);
        }
    }
}
