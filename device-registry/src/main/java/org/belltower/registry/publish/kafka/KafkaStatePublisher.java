package org.belltower.registry.publish.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.belltower.registry.publish.Publication;
import org.belltower.registry.publish.Shard;
import org.belltower.registry.publish.StatePublisher;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.KafkaUnavailableException;

/// One transactional producer a shard, made when the shard has something to publish. The transactional id is the
/// shard's alone, so `initTransactions` fences whoever published it before (KIP-98).
public final class KafkaStatePublisher implements StatePublisher {
    private static final String TRANSACTIONAL_ID = "belltower-registry-relay-";
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Duration timeout;
    private final Map<Shard, Producer<byte[], byte[]>> producers = new ConcurrentHashMap<>();

    /// @param timeout for each step: opening, sending, committing
    public KafkaStatePublisher(KafkaClients clients, Duration timeout) {
        this.clients = clients;
        this.timeout = timeout;
    }

    @Override
    public void open(Shard shard) {
        if (producers.containsKey(shard)) {
            return;
        }
        Producer<byte[], byte[]> producer = clients.producer(TRANSACTIONAL_ID + shard, transactional(shard));
        producers.put(shard, producer);
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("shard " + shard + " cannot be opened", e);
        }
    }

    /// A failed send fails the commit; the abort is left to the next [#open], which also ends what a crash left.
    @Override
    public void publish(Shard shard, List<Publication> publications) {
        Producer<byte[], byte[]> producer = producers.get(shard);
        if (producer == null) {
            throw new IllegalStateException("shard " + shard + " is not open");
        }
        try {
            producer.beginTransaction();
            for (Publication publication : publications) {
                var _ = producer.send(KafkaRecords.toProducerRecord(publication.topic(), publication.record()));
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("shard " + shard + " cannot be published", e);
        }
    }

    @Override
    public void discard(Shard shard) {
        Producer<byte[], byte[]> producer = producers.remove(shard);
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        producers.values().forEach(producer -> producer.close(GOODBYE));
        producers.clear();
    }

    private Map<String, Object> transactional(Shard shard) {
        int millis = Math.toIntExact(timeout.toMillis());
        return Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                TRANSACTIONAL_ID + shard,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                millis * 3,
                // There are 16 of them and a batch is small.
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8L * 1024 * 1024);
    }
}
