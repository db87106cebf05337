package org.belltower.service.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
/// before it is made, and that whoever takes the place of a thread that died joins the group after a pause.
///
/// A copy that was killed leaves a transaction open, and nobody who reads what is committed sees what others write
/// behind it. Kafka Streams aborts it once the copy has work again; but that may have gone to another meanwhile, which
/// cannot. Else Kafka does so by itself, after ten to twenty seconds.
///
/// To join is the first thing that a thread does. It has no work yet, and what died has ended its transaction and left
/// its work to others: while the thread that dies is held up, in the handler that hears of it, it does neither.
///
/// Thread-safe.
final class FencingClients implements KafkaClientSupplier {
    private static final Logger LOG = Logger.getLogger(FencingClients.class);
    private static final FenceProducersOptions OPTIONS = new FenceProducersOptions().timeoutMs(5_000);

    private final Map<String, Object> kafka;
    private final Replacements replacements;

    /// @param kafka how to reach Kafka, under its own names
    /// @param replacements when threads may begin
    FencingClients(Map<String, Object> kafka, Replacements replacements) {
        this.kafka = Map.copyOf(kafka);
        this.replacements = replacements;
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
        return new JoiningConsumer(config, replacements);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    /// Joins its group when its thread may begin. If that is never, it reads nothing until its thread is told to
    /// end: to join takes long while others leave.
    private static final class JoiningConsumer extends KafkaConsumer<byte[], byte[]> {
        private final Replacements replacements;
        private final long begin;
        private boolean reads = true;

        JoiningConsumer(Map<String, Object> config, Replacements replacements) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.replacements = replacements;
            this.begin = replacements.begin();
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            reads = replacements.await(begin);
            if (reads) {
                super.subscribe(topics, listener);
            }
        }

        @Override
        public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
            reads = replacements.await(begin);
            if (reads) {
                super.subscribe(pattern, listener);
            }
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            return reads ? super.poll(timeout) : ConsumerRecords.empty();
        }
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
