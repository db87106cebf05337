package org.belltower.benchmarks.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Makes rules-evaluator remember a whole school's items without telling it of each, which would take hours: it is told
/// those of the first student, and what it wrote down of them is written for everybody else under their names. Nothing
/// here knows what it writes down, only where; whether it took it for its own shows in what it decides.
final class Seed {
    private static final String MEMORY = "belltower-rules-evaluator-memory-changelog";
    private static final Duration POLL = Duration.ofMillis(100);

    private final SplittableRandom ids = new SplittableRandom(1);
    private final RulesBed bed;
    private final SampleSchool school;

    Seed(RulesBed bed, SampleSchool school) {
        this.bed = bed;
        this.school = school;
    }

    /// Blocks for some minutes, if there are millions.
    ///
    /// @param folder for a copy's log, and its state, which nobody needs afterwards
    void plant(Path folder) throws Exception {
        try (Copies copies = new Copies(bed.bootstrapServers())) {
            var _ = copies.start("seed", folder);
            bed.learned();
        }
        List<Item> written = written().stream().map(Item::of).toList();
        if (written.size() != school.items()) {
            throw new IllegalStateException(
                    "%d items were told, and %d written down".formatted(school.items(), written.size()));
        }
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bed.bootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        512 << 10,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
            for (int student = 1; student < school.students(); student++) {
                String name = SampleSchool.student(student).value();
                int partition = SampleSchool.partition(student);
                for (Item item : written) {
                    UUID id = new UUID(ids.nextLong(), ids.nextLong());
                    var _ = producer.send(
                            item.of(name, partition, id), (_, failure) -> failed.compareAndSet(null, failure));
                }
            }
            producer.flush();
            if (failed.get() != null) {
                throw new IllegalStateException("not all of it was written", failed.get());
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> written() {
        TopicPartition log = new TopicPartition(MEMORY, SampleSchool.partition(0));
        try (Consumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bed.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            reader.assign(List.of(log));
            reader.seekToBeginning(List.of(log));
            long end = reader.endOffsets(List.of(log)).getOrDefault(log, 0L);
            Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
            while (reader.position(log) < end) {
                reader.poll(POLL).forEach(record -> last.put(new String(record.key(), StandardCharsets.UTF_8), record));
            }
            return new ArrayList<>(last.values());
        }
    }

    /// What was written down of one item, with gaps where the student's name and the id of the event
    /// stood: no two events have one id, so it takes the room that it would.
    private record Item(Blank key, Blank value, long timestamp) {
        private static final Pattern NAME =
                Pattern.compile(Pattern.quote(SampleSchool.student(0).value()));
        private static final Pattern ID = Pattern.compile("known-[0-9]{30}");

        static Item of(ConsumerRecord<byte[], byte[]> written) {
            return new Item(Blank.of(written.key(), NAME), Blank.of(written.value(), ID), written.timestamp());
        }

        ProducerRecord<byte[], byte[]> of(String student, int partition, UUID id) {
            return new ProducerRecord<>(MEMORY, partition, timestamp, key.filled(student), value.filled(id.toString()));
        }
    }
}
