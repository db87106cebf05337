package org.belltower.service.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.belltower.embedded.Backends;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FencingClientsIT {
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", Backends.kafka());
    private final FencingClients clients = new FencingClients(
            kafka,
            new Replacements(
                    new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random()), System::nanoTime));
    private final TopicPartition topic = new TopicPartition("t-" + UUID.randomUUID(), 0);
    private final String id = "app-" + UUID.randomUUID();
    private final Producer<byte[], byte[]> killed = clients.getProducer(transactional(id));
    private final Producer<byte[], byte[]> other = clients.getProducer(transactional(id + "-other"));

    @BeforeEach
    void a_copy_is_killed_amid_a_transaction() throws Exception {
        try (Admin admin = clients.getAdmin(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        write(killed, "never committed");
        write(other, "behind it");
        other.commitTransaction();
    }

    @AfterEach
    void close() {
        killed.close(Duration.ZERO);
        other.close();
    }

    @Test
    void what_others_write_behind_its_transaction_is_seen_once_it_is_back_though_it_has_no_work() {
        try (Consumer<byte[], byte[]> reader = clients.getConsumer(
                Map.of("bootstrap.servers", Backends.kafka(), "isolation.level", "read_committed"))) {
            assertThat(reader.endOffsets(List.of(topic))).containsEntry(topic, 0L);
            clients.getProducer(transactional(id)).close();
            assertThat(reader.endOffsets(List.of(topic)).get(topic)).isGreaterThan(1);
        }
    }

    @Test
    void a_copy_that_lives_on_beside_its_successor_writes_nothing_more() {
        clients.getProducer(transactional(id)).close();
        assertThatThrownBy(killed::commitTransaction).isInstanceOf(ProducerFencedException.class);
    }

    private static Map<String, Object> transactional(String id) {
        return Map.of("bootstrap.servers", Backends.kafka(), "transactional.id", id);
    }

    private void write(Producer<byte[], byte[]> producer, String value) throws Exception {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic.topic(), topic.partition(), null, value.getBytes(UTF_8)))
                .get();
    }
}
