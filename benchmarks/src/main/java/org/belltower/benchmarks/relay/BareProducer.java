package org.belltower.benchmarks.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.belltower.service.kafka.KafkaClients;

/// The rival: one transactional producer that is given the very records, and asks no database.
final class BareProducer implements AutoCloseable {
    private static final int TUNED_BATCH_BYTES = 1 << 18;

    private final Producer<byte[], byte[]> producer;
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final int batch;

    /// As the library comes.
    static BareProducer plain(KafkaClients clients, List<ConsumerRecord<byte[], byte[]>> published, int batch) {
        return new BareProducer(clients, published, batch, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "bare"));
    }

    /// Waits for nothing, in batches that hold a whole transaction's records of a partition.
    static BareProducer tuned(KafkaClients clients, List<ConsumerRecord<byte[], byte[]>> published, int batch) {
        return new BareProducer(
                clients,
                published,
                batch,
                Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "bare-tuned",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        TUNED_BATCH_BYTES));
    }

    private BareProducer(
            KafkaClients clients,
            List<ConsumerRecord<byte[], byte[]>> published,
            int batch,
            Map<String, Object> settings) {
        this.batch = batch;
        this.records = published.stream()
                .map(record -> new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                .toList();
        this.producer = clients.producer("bare", settings);
        producer.initTransactions();
    }

    void publishAll() throws InterruptedException, ExecutionException {
        for (int from = 0; from < records.size(); from += batch) {
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record :
                    records.subList(from, Math.min(records.size(), from + batch))) {
                sent.add(producer.send(record));
            }
            producer.commitTransaction();
            for (Future<RecordMetadata> one : sent) {
                var _ = one.get();
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
