package org.belltower.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @Test
    void records_and_transactions_survive_closing_and_opening_again(@TempDir Path folder) throws Exception {
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, 0)) {
            port = kafka.port();
            Clients.createTopic(kafka.bootstrapServers(), "lessons");
            try (var producer = Clients.producer(kafka.bootstrapServers(), Map.of("transactional.id", "teacher"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("lessons", "a", "committed")).get();
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("lessons", "a", "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("lessons", "b", "committed too"))
                        .get();
                producer.commitTransaction();
            }
            assertThat(Clients.read(kafka.bootstrapServers(), "lessons", 2))
                    .containsExactlyInAnyOrder("committed", "committed too");
        }
        try (EmbeddedKafka again = EmbeddedKafka.start(folder, port, 0)) {
            assertThat(again.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(Clients.read(again.bootstrapServers(), "lessons", 2))
                    .containsExactlyInAnyOrder("committed", "committed too");
        }
    }

    @Test
    void a_topic_is_not_made_by_writing_to_it() {
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary();
                var producer = Clients.producer(kafka.bootstrapServers(), Map.of("max.block.ms", 1500))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nobody-made-me", "x"))
                            .get())
                    .hasMessageContaining("nobody-made-me");
        }
    }
}
