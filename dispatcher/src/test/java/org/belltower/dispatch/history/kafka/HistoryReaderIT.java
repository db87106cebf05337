package org.belltower.dispatch.history.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.belltower.dispatch.history.GivenHistory.CLIENT;
import static org.belltower.dispatch.history.GivenHistory.NORTH;
import static org.belltower.dispatch.history.GivenHistory.SOURCE;
import static org.belltower.dispatch.history.GivenHistory.accepted;
import static org.belltower.dispatch.history.GivenHistory.decision;
import static org.belltower.dispatch.history.GivenHistory.device;
import static org.belltower.dispatch.history.GivenHistory.event;
import static org.belltower.dispatch.history.GivenHistory.pushed;
import static org.belltower.dispatch.history.GivenHistory.skipped;
import static org.belltower.dispatch.history.GivenHistory.toNobody;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.belltower.dispatch.history.HistoryListener;
import org.belltower.dispatch.history.HistoryProgress;
import org.belltower.dispatch.history.HistoryUpkeep;
import org.belltower.dispatch.history.HistoryWriter;
import org.belltower.dispatch.history.Retention;
import org.belltower.dispatch.history.explanation.About;
import org.belltower.dispatch.history.explanation.CandidateState;
import org.belltower.dispatch.history.explanation.EventStatus;
import org.belltower.dispatch.history.explanation.Explanations;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.dispatch.history.postgres.GivenHistoryTables;
import org.belltower.dispatch.history.postgres.PostgresExplanations;
import org.belltower.dispatch.history.postgres.PostgresHistory;
import org.belltower.embedded.kafka.EmbeddedKafka;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.failure.RetryPolicy;
import org.belltower.service.kafka.DeadLetters;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsAtStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The reader between a Kafka and a PostgreSQL of its own.
@SuppressWarnings("NullAway.Init") // Started before all.
class HistoryReaderIT {
    private static final List<TopicSpec> TOPICS = List.of(Topics.DECISIONS, Topics.OUTCOMES, Topics.DEAD_LETTERS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static EmbeddedKafka broker;
    private static KafkaClients kafka;
    private static Admin admin;
    private static Producer<byte[], byte[]> producer;

    private final GivenHistoryTables given = GivenHistoryTables.fresh();
    private final PostgresExplanations explanations = new PostgresExplanations(given.source());
    private final HistoryProgress progress = new HistoryProgress(InstantSource.system());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> buried = new CopyOnWriteArrayList<>();
    private final String name = UUID.randomUUID().toString();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private HistoryReader reader = reader();

    @BeforeAll
    static void open() {
        broker = EmbeddedKafka.temporary();
        kafka = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin = kafka.admin("history-test", Duration.ofSeconds(10));
        assertThat(new TopicsAtStart(admin, Duration.ofSeconds(10)).createOrVerify(TOPICS))
                .isEmpty();
        producer = kafka.producer("history-test", Map.of());
    }

    @AfterAll
    static void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
        broker.close();
    }

    @AfterEach
    void stop() {
        reader.close();
    }

    private HistoryReader reader() {
        PostgresHistory store = new PostgresHistory(given.source());
        Retention retention = new Retention(Duration.ofDays(60), InstantSource.system());
        HistoryListener listener = new HistoryListener() {
            @Override
            public void kept(String kind, int count) {
                heard.add(kind);
            }

            @Override
            public void passed(Passed why) {
                heard.add(why.name());
            }

            @Override
            public void failed() {
                heard.add("failed");
            }
        };
        return new HistoryReader(
                kafka,
                () -> true,
                new HistoryReader.Keeping(
                        new HistoryWriter(store, retention, listener),
                        new HistoryUpkeep(store, retention, Duration.ofMinutes(10), listener),
                        progress,
                        listener),
                (record, reason) -> buried.add(record.topic() + ": " + reason),
                new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), new Random()),
                InstantSource.system());
    }

    private static void write(Decision decision) {
        send(KafkaRecords.toProducerRecord(
                Topics.DECISIONS, MessageType.DECISION.encode(decision, decision.decided())));
    }

    private static void write(Outcome outcome) {
        send(KafkaRecords.toProducerRecord(Topics.OUTCOMES, MessageType.OUTCOME.encode(outcome, outcome.at())));
    }

    private static void send(ProducerRecord<byte[], byte[]> record) {
        Object _ = producer.send(record);
        producer.flush();
    }

    private String id(int number) {
        return name + "-" + number;
    }

    private void anEventWithTwoDevices(int number) {
        String id = id(number);
        write(decision(NORTH, id, now, pushed(NORTH, id, 1), skipped(2, Reason.NOT_SUBSCRIBED)));
        write(accepted(NORTH, id, 1, now.plusMillis(5)));
    }

    private Explanations explain(About about) {
        return explanations.explain(
                NORTH, about, Range.of(null, null, "200", null, Instant.now(), Duration.ofDays(60)));
    }

    private Explanations explain(int number) {
        return explain(new About.OfEvent(CLIENT, SOURCE, id(number)));
    }

    private void awaitAccepted(int number) {
        await().atMost(PATIENCE)
                .until(() -> explain(number).totals().byState().getOrDefault(CandidateState.ACCEPTED, 0) == 1);
    }

    @Test
    void C2_what_was_decided_and_how_it_ended_is_explained_by_event_device_and_student() {
        reader.start();
        // First how it ended: the topics are read side by side.
        write(accepted(NORTH, id(1), 1, now.plusMillis(5)));
        write(decision(NORTH, id(1), now, pushed(NORTH, id(1), 1), skipped(2, Reason.NOT_SUBSCRIBED)));

        awaitAccepted(1);

        for (About about : List.of(
                new About.OfEvent(null, SOURCE, id(1)), new About.OfDevice(device(1)), new About.OfDevice(device(2)))) {
            assertThat(explain(about).items()).hasSize(1);
        }
        assertThat(explain(1).totals().candidates()).isEqualTo(2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(progress.lag()).contains(Duration.ZERO));
        assertThat(progress.lastKept()).isPresent();
    }

    @Test
    void I_20_a_decision_and_a_dead_letter_that_stand_on_their_topics_twice_are_one() {
        reader.start();
        String id = id(1);
        Decision decision = decision(NORTH, id, now, pushed(NORTH, id, 1), skipped(2, Reason.NOT_SUBSCRIBED));
        // In the same moment, as clocks may have it: a decision of its own.
        Decision repeat = toNobody(NORTH, id, now, Reason.REPEAT);
        for (int time = 0; time < 2; time++) {
            write(decision);
            write(repeat);
            send(letterOf(id(2)));
        }
        anEventWithTwoDevices(3);
        awaitAccepted(3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(progress.lag()).contains(Duration.ZERO));

        assertThat(explain(1).items()).hasSize(2);
        assertThat(explain(1).totals().candidates()).isEqualTo(2);
        assertThat(explanations.status(NORTH, event(id(2))).rejects()).hasSize(1);
    }

    private ProducerRecord<byte[], byte[]> letterOf(String id) {
        var headers = KafkaRecords.headers(
                Map.of("ce_district", NORTH.value(), "ce_client", CLIENT, "ce_source", SOURCE, "ce_id", id));
        DeadLetters.Place place = new DeadLetters.Place(Topics.CHANGES.name(), 1, 5);
        return new DeadLetters("rules-evaluator")
                .of(new RecordKey(NORTH, "s-1").bytes(), new byte[0], headers, place, "score is required", now);
    }

    @Test
    void topics_that_are_read_again_double_nothing() throws Exception {
        reader.start();
        for (int number = 0; number < 20; number++) {
            anEventWithTwoDevices(number);
        }
        awaitAccepted(19);
        await().atMost(PATIENCE).until(() -> given.rows("history_outcome") == 20);
        long events = given.rows("history_event");
        long candidates = given.rows("history_candidate");
        reader.close();

        fromTheBeginning();
        reader = reader();
        reader.start();
        anEventWithTwoDevices(20);
        awaitAccepted(20);

        // What other tests wrote is read now too, and each of it once.
        assertThat(given.rows("history_event")).isGreaterThan(events);
        for (int number = 0; number <= 20; number++) {
            assertThat(explain(number).items()).as(id(number)).hasSize(1);
            assertThat(explain(number).totals().candidates()).isEqualTo(2);
        }
        assertThat(given.rows("history_candidate")).isGreaterThan(candidates);
    }

    /// Where the group stands when nobody is in it any more.
    private static void fromTheBeginning() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> beginning = TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets("belltower-dispatcher-history", beginning)
                .all()
                .get();
    }

    @Test
    void R3_while_PostgreSQL_is_away_it_waits_and_afterwards_nothing_is_missing() {
        reader.start();
        anEventWithTwoDevices(1);
        awaitAccepted(1);
        given.goAway();
        try {
            anEventWithTwoDevices(2);
            await().atMost(PATIENCE)
                    .until(() -> heard.stream().filter("failed"::equals).count() >= 3);
            anEventWithTwoDevices(3);
            assertThat(progress.lag()).hasValueSatisfying(lag -> assertThat(lag).isPositive());
        } finally {
            given.comeBack();
        }

        awaitAccepted(2);
        awaitAccepted(3);
        assertThat(buried).isEmpty();
    }

    @Test
    void what_nobody_can_read_is_put_aside_and_stops_nothing() {
        reader.start();
        byte[] key = new RecordKey(NORTH, "s-1").bytes();
        ProducerRecord<byte[], byte[]> noType =
                new ProducerRecord<>(Topics.DECISIONS.name(), key, "{".getBytes(StandardCharsets.UTF_8));
        ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(Topics.OUTCOMES.name(), key, null);
        ProducerRecord<byte[], byte[]> nobodys = new ProducerRecord<>(Topics.DEAD_LETTERS.name(), key, null);
        send(noType);
        send(tombstone);
        send(nobodys);
        anEventWithTwoDevices(1);

        awaitAccepted(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(buried)
                        .containsExactlyInAnyOrder(
                                Topics.DECISIONS.name() + ": ce_type must be org.belltower.decision.v1",
                                Topics.OUTCOMES.name() + ": the message must not be null"));
        await().atMost(PATIENCE).until(() -> heard.contains(HistoryListener.Passed.NOBODYS.name()));
    }

    @Test
    void C2_a_decision_with_half_a_candidate_and_an_end_of_no_day_stop_nothing() {
        reader.start();
        Decision decision = decision(NORTH, id(1), now, pushed(NORTH, id(1), 1));
        ProducerRecord<byte[], byte[]> whole = KafkaRecords.toProducerRecord(
                Topics.DECISIONS, MessageType.DECISION.encode(decision, decision.decided()));
        String half = new String(whole.value(), StandardCharsets.UTF_8).replaceFirst(",\"push\":\"[^\"]*\"", "");
        send(new ProducerRecord<>(
                whole.topic(), null, whole.key(), half.getBytes(StandardCharsets.UTF_8), whole.headers()));
        Outcome noDays = accepted(NORTH, id(2), 1, Instant.MAX);
        send(KafkaRecords.toProducerRecord(Topics.OUTCOMES, MessageType.OUTCOME.encode(noDays, now)));
        anEventWithTwoDevices(3);

        awaitAccepted(3);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(buried)
                        .containsExactly(Topics.DECISIONS.name() + ": candidates[0].push is required"));
        await().atMost(PATIENCE).until(() -> heard.contains(HistoryListener.Passed.OUT_OF_TIME.name()));
    }

    @Test
    void of_a_dead_letter_the_headers_tell_its_producer_why_nobody_could_use_its_event() {
        reader.start();
        var headers = KafkaRecords.headers(Map.of(
                "ce_district",
                NORTH.value(),
                "ce_client",
                CLIENT,
                "ce_source",
                SOURCE,
                "ce_id",
                id(1),
                "ce_type",
                "x.y"));
        send(new DeadLetters("rules-evaluator")
                .of(
                        new RecordKey(NORTH, "s-1").bytes(),
                        "Rosa's grade".getBytes(StandardCharsets.UTF_8),
                        headers,
                        new DeadLetters.Place(Topics.CHANGES.name(), 1, 5),
                        "score is required",
                        now));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(explanations.status(NORTH, event(id(1))))
                        .isEqualTo(new EventStatus(
                                EventStatus.Standing.REJECTED,
                                List.of(),
                                List.of(new EventStatus.Rejected(
                                        SOURCE, id(1), "x.y", now, "rules-evaluator", "score is required")))));
    }

    @Test
    void what_it_has_kept_is_committed() throws Exception {
        reader.start();
        anEventWithTwoDevices(1);
        awaitAccepted(1);

        await().atMost(PATIENCE).until(() -> behind() == 0);
    }

    private static long behind() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        "belltower-dispatcher-history")
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(TOPICS.stream()
                        .flatMap(topic -> IntStream.range(0, topic.partitions())
                                .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - (committed.get(end.getKey()) == null
                                ? 0
                                : committed.get(end.getKey()).offset()))
                .sum();
    }
}
