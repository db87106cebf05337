package org.belltower.dispatch.deferral.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.NOON;
import static org.belltower.dispatch.send.Pushes.NORTH;
import static org.belltower.dispatch.send.Pushes.PHONE;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.belltower.dispatch.deferral.DurableOutcomes.Doubt;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaDurableOutcomesIT {
    private static final String LANE = Topics.PUSH_ALERTS.name();
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.temporary();
    private static final Map<String, Object> SETTINGS = Map.of("bootstrap.servers", KAFKA.bootstrapServers());

    private final AtomicLong nanos = new AtomicLong();
    private final KafkaDurableOutcomes outcomes = new KafkaDurableOutcomes(
            new KafkaClients(Map.of("bootstrap.servers", KAFKA.bootstrapServers())), Duration.ofSeconds(5), nanos::get);

    @BeforeAll
    static void topic() throws Exception {
        try (Admin admin = Admin.create(SETTINGS)) {
            admin.createTopics(List.of(new NewTopic(Topics.OUTCOMES.name(), Topics.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        KAFKA.close();
    }

    @Test
    void what_has_an_outcome_since_is_told_and_what_nobody_can_read_is_passed_over() throws Exception {
        assertThat(outcomes.ends()).isEqualTo(Collections.nCopies(Topics.PARTITIONS, 0L));
        write(3, place(3, 10));
        write(3, new byte[] {1});
        write(3, place(3, 11));
        write(4, place(4, 10));
        write(4, place(3, 12));

        assertThat(outcomes.among(List.of(
                        new Doubt(place(3, 11), 0),
                        new Doubt(place(3, 12), 1),
                        new Doubt(place(4, 10), 0),
                        new Doubt(place(5, 10), 0))))
                .containsExactlyInAnyOrder(place(3, 11), place(4, 10));
        // Read from where it may stand, and from the beginning if the topic is not what it was.
        assertThat(outcomes.among(List.of(new Doubt(place(3, 10), 1)))).isEmpty();
        assertThat(outcomes.among(List.of(new Doubt(place(3, 10), 1_000)))).containsExactly(place(3, 10));

        assertThat(outcomes.ends().get(3)).isZero();
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(outcomes.ends().get(3)).isEqualTo(3);
    }

    private static LaneOffset place(int partition, long offset) {
        return new LaneOffset(LANE, partition, offset);
    }

    private static void write(int partition, LaneOffset place) throws Exception {
        Outcome outcome = new Outcome(
                new PushId(new UUID(0x5000, place.offset())), NORTH, PHONE, NOON, place, new Result.Expired());
        WireRecord record = MessageType.OUTCOME.encode(outcome, NOON);
        send(new ProducerRecord<>(
                Topics.OUTCOMES.name(),
                partition,
                record.key().bytes(),
                record.value(),
                KafkaRecords.headers(record.headers())));
    }

    private static void write(int partition, byte[] value) throws Exception {
        send(new ProducerRecord<>(Topics.OUTCOMES.name(), partition, null, value));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (var producer = new KafkaProducer<>(SETTINGS, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
