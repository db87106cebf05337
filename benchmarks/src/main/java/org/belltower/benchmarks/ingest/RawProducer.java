package org.belltower.benchmarks.ingest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;

/// The rival: a producer alone, which is given the very records and asks nobody who sent them. As safe:
/// acknowledged by all replicas, idempotent.
///
/// Arguments: Kafka's address, and `plain` for a producer as it comes or `tuned`. Orders, a line each: `prepare SEGMENT
/// EVENTS`, answered with `prepared`; `send`, answered with `sent COUNT` once all are acknowledged.
public final class RawProducer {
    private static final Map<String, Object> TUNED =
            Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10, ProducerConfig.LINGER_MS_CONFIG, 5);

    private RawProducer() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.wholeProcess();
        Map<String, Object> settings = new HashMap<>(arguments[1].equals("tuned") ? TUNED : Map.of());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        List<ProducerRecord<byte[], byte[]>> records = List.of();
        try (Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", -1);
                if (words[0].equals("prepare")) {
                    records = records(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                    System.out.println("prepared");
                } else {
                    System.out.println("sent " + send(producer, records));
                }
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(int segment, int events) {
        Instant now = Instant.now();
        return IntStream.range(0, events)
                .mapToObj(number -> KafkaRecords.toProducerRecord(
                        Topics.CHANGES, ChangeCodec.encode(SampleEvents.event(segment, number, now))))
                .toList();
    }

    private static int send(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        AtomicInteger acknowledged = new AtomicInteger();
        for (ProducerRecord<byte[], byte[]> record : records) {
            var _ = producer.send(record, (_, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                }
            });
        }
        producer.flush();
        return acknowledged.get();
    }
}
