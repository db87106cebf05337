package org.belltower.local.app.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.line.CommandLine;
import org.belltower.local.app.run.Screen;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// A Kafka with the suite's topics, in which dead letters lie, and the command as it is typed.
final class LetterBed implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final EmbeddedKafka kafka = EmbeddedKafka.temporary();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    LetterBed() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Stream.of(Topics.DEAD_LETTERS, Topics.CHANGES, Topics.AUDIENCE)
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /// What the command answered.
    record Answer(int status, List<String> lines, String errors) {
        String text() {
            return String.join("\n", lines);
        }
    }

    Answer run(String... arguments) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        List<String> line = new ArrayList<>(List.of("dead-letters"));
        line.addAll(Arrays.asList(arguments));
        if (!line.contains("--bootstrap-servers")) {
            line.addAll(List.of("--bootstrap-servers", bootstrapServers()));
        }
        if (!(CommandLine.parse(line) instanceof Command.DeadLetters command)) {
            throw new AssertionError("not understood: " + line);
        }
        int status = new DeadLettersRun(command, () -> NOW, screen).run();
        return new Answer(status, out.toString(UTF_8).lines().toList(), err.toString(UTF_8));
    }

    /// A dead letter, by what is said of it.
    static final class Letter {
        final RecordHeaders headers = new RecordHeaders();
        byte @Nullable [] value = "{}".getBytes(UTF_8);

        Letter(String topic, String reason) {
            header("ce_id", "e-1").header("ce_district", "north");
            header(DeadLetterHeaders.SERVICE, "rules-evaluator").header(DeadLetterHeaders.REASON, reason);
            header(DeadLetterHeaders.TOPIC, topic).header(DeadLetterHeaders.PARTITION, "4");
            header(DeadLetterHeaders.OFFSET, "17").header(DeadLetterHeaders.TIME, "2026-11-23T11:00:00Z");
        }

        static Letter ofChange(String reason) {
            return new Letter(Topics.CHANGES.name(), reason);
        }

        Letter header(String name, String text) {
            headers.remove(name).add(name, text.getBytes(UTF_8));
            return this;
        }

        Letter value(byte @Nullable [] bytes) {
            value = bytes;
            return this;
        }
    }

    LetterPlace lay(Letter letter) throws Exception {
        RecordMetadata there = producer.send(new ProducerRecord<>(
                        Topics.DEAD_LETTERS.name(),
                        null,
                        null,
                        "north/s-1".getBytes(UTF_8),
                        letter.value,
                        letter.headers))
                .get();
        return new LetterPlace(there.partition(), there.offset());
    }

    /// All that stands on a topic of the suite.
    List<ConsumerRecord<byte[], byte[]>> on(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            long left = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < left) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }

    /// A file of client properties.
    Path properties(Path folder, String text) throws Exception {
        return java.nio.file.Files.writeString(folder.resolve("client.properties"), text);
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
