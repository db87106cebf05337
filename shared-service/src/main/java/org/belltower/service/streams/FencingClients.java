package org.belltower.service.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// The clients that Kafka Streams would make by itself, but that a producer's transaction of a former life is aborted
/// before it is made.
///
/// A copy that was killed leaves a transaction open, and nobody who reads what is committed sees what others write
/// behind it. Kafka Streams aborts it once the copy has work again; but that may have gone to another meanwhile, which
/// cannot. Else Kafka does so by itself, after ten to twenty seconds.
///
/// Thread-safe.
final class FencingClients implements KafkaClientSupplier {
    private static final Logger LOG = Logger.getLogger(FencingClients.class);
    private static final FenceProducersOptions OPTIONS = new FenceProducersOptions().timeoutMs(5_000);

    private final Map<String, Object> kafka;

    /// @param kafka how to reach Kafka, under its own names
    FencingClients(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        if (config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) instanceof String id) {
            fence(id);
        }
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    /// Where it fails, Kafka Streams does it later, or Kafka.
    private void fence(String id) {
        try (Admin admin = Admin.create(kafka)) {
            admin.fenceProducers(List.of(id), OPTIONS).all().get();
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("event=transaction-not-aborted id=%s %s", id, Failures.trace(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
