package org.belltower.service.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.belltower.embedded.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A topology of which every thread dies of the first record that it reads.
class TopologyRunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DEATHS = 4;
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", Backends.kafka());

    private final String topic = "deadly-" + UUID.randomUUID();
    private final List<Long> deaths = new CopyOnWriteArrayList<>();

    @Test
    void threads_that_go_on_dying_are_replaced_ever_more_slowly_and_closing_waits_for_no_pause(@TempDir Path state)
            throws Exception {
        writeOne();
        TopologyRun run = new TopologyRun(
                new TopologyRun.Settings("app-" + topic, KAFKA, state, "it", 1, Duration.ofSeconds(6)),
                this::deadly,
                new Deaf());
        try {
            run.start();
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> deaths.size() == DEATHS);
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> run.state().equals(new TopologyRun.State.Pausing()));
        } finally {
            long began = System.nanoTime();
            run.close();
            assertThat(since(began)).as("the pause is of 4 to 8 s").isLessThan(Duration.ofSeconds(3));
        }
        assertThat(pauses().get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(pauses().get(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pauses().get(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    private List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        for (int death = 1; death < DEATHS; death++) {
            pauses.add(Duration.ofNanos(deaths.get(death) - deaths.get(death - 1)));
        }
        return pauses;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void writeOne() throws Exception {
        try (Admin admin = Admin.create(KAFKA);
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, "poison".getBytes(UTF_8))).get();
        }
    }

    private Topology deadly() {
        return new Topology()
                .addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic)
                .addProcessor("deadly", Deadly::new, "source");
    }

    private final class Deadly implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            deaths.add(System.nanoTime());
            throw new IllegalStateException("this thread dies");
        }
    }

    private static final class Deaf implements TopologyListener {
        @Override
        public void started(KafkaStreams streams) {}

        @Override
        public void ended() {}
    }
}
