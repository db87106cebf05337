package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.ingest.debezium.Envelope;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.change.Value;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.TopologyRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // Opened before each test.
class SisTopologyTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Map<String, ?> SCORE = Map.of(
            "score_id", 17, "enrollment_id", 7, "assignment_id", "essay-3", "points", 40, "posted", true, "flag", "");
    private static final Map<String, ?> ENROLLMENT =
            Map.of("enrollment_id", 7, "student_id", 1001, "calendar_id", "high-2027", "family_name", "Sommers");
    private static final Map<String, ?> CALENDAR = Map.of("calendar_id", "high-2027", "school_id", "high");
    private static final Map<String, ?> ASSIGNMENT = Map.of("assignment_id", "essay-3", "points_possible", 50);

    private final CapturedRows sis = new CapturedRows(NOON);
    private final Heard heard = new Heard();
    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path state) {
        TopologyRun.Settings settings = new TopologyRun.Settings(
                "test", Map.of("bootstrap.servers", "unused:9092"), state, "test", 1, Duration.ofSeconds(8));
        driver = new TopologyTestDriver(
                SisTopology.build(
                        List.of(Mappings.north()), new SisTopology.Terms(PATIENCE, Duration.ofSeconds(5), 10), heard),
                TopologyRun.properties(settings),
                NOON);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void rows_are_gathered_by_other_tasks_than_those_that_map_them() {
        assertThat(SisTopology.build(
                                List.of(Mappings.north()),
                                new SisTopology.Terms(PATIENCE, Duration.ofSeconds(5), 10),
                                heard)
                        .describe()
                        .subtopologies())
                .hasSize(2);
    }

    @Test
    void C5_a_score_is_told_with_what_its_assignment_and_enrollment_say() {
        everythingIsKnown();
        put("score", sis.insert("score", SCORE));
        assertThat(scores()).containsExactly("essay-3 of 1001 at high: 80");
    }

    @Test
    void a_score_that_comes_before_what_it_refers_to_waits_for_all_of_it() {
        put("score", sis.insert("score", SCORE));
        put("enrollment", sis.insert("enrollment", ENROLLMENT));
        put("calendar", sis.insert("calendar", CALENDAR));
        assertThat(scores()).isEmpty();
        put("assignment", sis.insert("assignment", ASSIGNMENT));
        assertThat(scores()).containsExactly("essay-3 of 1001 at high: 80");
        assertThat(letters()).isEmpty();
    }

    @Test
    void all_that_wait_for_one_row_are_told_in_their_order_and_none_is_lost() {
        for (int points = 1; points <= 5; points++) {
            put("score", sis.insert("score", with(SCORE, "points", points)));
        }
        put("assignment", sis.insert("assignment", ASSIGNMENT));
        put("enrollment", sis.insert("enrollment", ENROLLMENT));
        put("calendar", sis.insert("calendar", CALENDAR));
        assertThat(scores())
                .containsExactly(
                        "essay-3 of 1001 at high: 2",
                        "essay-3 of 1001 at high: 4",
                        "essay-3 of 1001 at high: 6",
                        "essay-3 of 1001 at high: 8",
                        "essay-3 of 1001 at high: 10");
    }

    @Test
    void more_than_one_turns_worth_of_rows_that_wait_are_all_told_in_their_order() {
        put("assignment", sis.insert("assignment", ASSIGNMENT));
        put("calendar", sis.insert("calendar", CALENDAR));
        for (int i = 0; i < 25; i++) {
            put("score", sis.insert("score", with(with(SCORE, "score_id", i), "points", i)));
        }
        put("enrollment", sis.insert("enrollment", ENROLLMENT));
        assertThat(changes()).hasSize(10);
        driver.advanceWallClockTime(Duration.ofMillis(100));
        driver.advanceWallClockTime(Duration.ofMillis(100));
        List<ChangeEvent> rest = events();
        assertThat(rest).hasSize(15);
        assertThat(((AssignmentScored) rest.getFirst().change()).score())
                .isEqualTo(new Score.Percent(new BigDecimal("20")));
        assertThat(((AssignmentScored) rest.getLast().change()).score())
                .isEqualTo(new Score.Percent(new BigDecimal("48")));
    }

    @Test
    void what_waited_in_vain_is_put_aside_as_it_was_and_says_for_what() {
        TestRecord<byte[], byte[]> early = sis.insert("score", SCORE);
        put("score", early);
        driver.advanceWallClockTime(PATIENCE.minusSeconds(10));
        assertThat(letters()).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(early.value());
            assertThat(letter.key()).isEqualTo(early.key());
            assertThat(KafkaRecords.headers(letter.headers()))
                    .containsEntry(DeadLetterHeaders.TOPIC, "sis.sis.score")
                    .containsEntry(
                            DeadLetterHeaders.REASON,
                            "north.yaml:17, sis.score: the row of lookup enrollment did not come")
                    .allSatisfy((name, _) -> assertThat(name).doesNotStartWith("belltower_origin"));
        });
    }

    @Test
    void a_score_that_is_withdrawn_while_it_waits_is_told_to_nobody() {
        put("score", sis.insert("score", SCORE));
        put("score", sis.update("score", SCORE, with(SCORE, "posted", false)));
        put("score", sis.insert("score", with(SCORE, "score_id", 18)));
        put("score", sis.delete("score", with(SCORE, "score_id", 18)));
        everythingIsKnown();
        assertThat(events()).isEmpty();
    }

    @Test
    void a_score_that_is_withdrawn_while_it_waits_and_comes_back_as_it_was_is_told() {
        put("score", sis.insert("score", SCORE));
        put("score", sis.update("score", SCORE, with(SCORE, "points", 10)));
        put("score", sis.delete("score", with(SCORE, "points", 10)));
        put("score", sis.insert("score", SCORE));
        everythingIsKnown();
        assertThat(events())
                .extracting(ChangeEvent::step, event -> event.change().value())
                .containsExactly(tuple(new ItemStep.Upsert(), new Value.Quantity(new BigDecimal("80"))));
    }

    @Test
    void the_end_of_a_score_that_a_snapshot_had_read_is_told_though_both_waited() {
        put("score", sis.read("score", SCORE));
        put("score", sis.delete("score", SCORE));
        everythingIsKnown();
        assertThat(events()).extracting(ChangeEvent::step).containsExactly(new ItemStep.Delete());
    }

    @Test
    void a_newer_version_of_a_row_waits_behind_the_one_that_waits() {
        Map<String, ?> moved = with(SCORE, "enrollment_id", 8);
        put("score", sis.insert("score", SCORE));
        put("calendar", sis.insert("calendar", CALENDAR));
        put("assignment", sis.insert("assignment", ASSIGNMENT));
        put("enrollment", sis.insert("enrollment", with(with(ENROLLMENT, "enrollment_id", 8), "student_id", 1002)));
        put("score", sis.update("score", SCORE, moved));
        put("score", sis.update("score", moved, with(moved, "points", 10)));
        assertThat(events()).isEmpty();
        put("enrollment", sis.insert("enrollment", ENROLLMENT));
        assertThat(events())
                .extracting(event -> event.change().student().value(), ChangeEvent::step)
                .containsExactly(
                        tuple("1001", new ItemStep.Upsert()),
                        tuple("1001", new ItemStep.Delete()),
                        tuple("1002", new ItemStep.Upsert()),
                        tuple("1002", new ItemStep.Upsert()));
    }

    @Test
    void what_waits_behind_a_row_that_waited_in_vain_is_told() {
        Map<String, ?> moved = with(SCORE, "enrollment_id", 8);
        put("score", sis.insert("score", SCORE));
        put("calendar", sis.insert("calendar", CALENDAR));
        put("assignment", sis.insert("assignment", ASSIGNMENT));
        put("enrollment", sis.insert("enrollment", with(with(ENROLLMENT, "enrollment_id", 8), "student_id", 1002)));
        driver.advanceWallClockTime(PATIENCE.minusSeconds(10));
        sis.pass(PATIENCE.minusSeconds(10));
        put("score", sis.update("score", SCORE, moved));
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(letters()).hasSize(1);
        assertThat(events())
                .extracting(event -> event.change().student().value())
                .containsExactly("1002");
        put("score", sis.update("score", moved, with(moved, "points", 10)));
        assertThat(events()).as("nothing waits any more").hasSize(1);
    }

    @Test
    void amid_a_snapshot_nothing_waits_in_vain() {
        put("score", sis.read("score", SCORE));
        driver.advanceWallClockTime(PATIENCE.minusSeconds(10));
        put("score", sis.read("score", with(SCORE, "score_id", 18)));
        driver.advanceWallClockTime(PATIENCE.minusSeconds(10));
        assertThat(letters()).isEmpty();
        everythingIsKnown();
        assertThat(scores()).hasSize(2);
    }

    @Test
    void A4_I12_what_a_snapshot_read_and_waited_is_no_news() {
        put("score", sis.read("score", SCORE));
        everythingIsKnown();
        assertThat(events()).extracting(ChangeEvent::origin).containsExactly(Origin.SNAPSHOT);
    }

    @Test
    void the_end_of_a_row_whose_enrollment_is_gone_as_well_is_told_to_nobody() {
        everythingIsKnown();
        put("score", sis.insert("score", SCORE));
        put("enrollment", sis.delete("enrollment", ENROLLMENT));
        put("score", sis.delete("score", SCORE));
        driver.advanceWallClockTime(PATIENCE);
        assertThat(events()).hasSize(1);
        assertThat(letters()).isEmpty();
        assertThat(heard.gone).isOne();
    }

    @Test
    void what_a_lookup_finds_follows_the_log() {
        everythingIsKnown();
        put("assignment", sis.update("assignment", ASSIGNMENT, with(ASSIGNMENT, "points_possible", 80)));
        put("score", sis.insert("score", SCORE));
        assertThat(scores()).containsExactly("essay-3 of 1001 at high: 50");
    }

    @Test
    void a_truncated_table_is_forgotten() {
        everythingIsKnown();
        put("assignment", sis.truncate("assignment"));
        put("score", sis.insert("score", SCORE));
        assertThat(scores()).isEmpty();
        assertThat(letters()).isEmpty();
        put("assignment", sis.insert("assignment", ASSIGNMENT));
        assertThat(scores()).as("told once it is there again").hasSize(1);
    }

    @Test
    void I21_a_deleted_row_says_that_its_item_is_gone() {
        everythingIsKnown();
        put("score", sis.delete("score", SCORE));
        assertThat(events()).extracting(ChangeEvent::step).containsExactly(new ItemStep.Delete());
    }

    @Test
    void I16_positions_of_a_log_that_began_anew_are_newer_than_all_before() {
        everythingIsKnown();
        put("score", sis.insert("score", SCORE));
        sis.restore();
        driver.advanceWallClockTime(Duration.ofHours(1));
        put("score", sis.insert("score", with(SCORE, "points", 10)));
        List<SourcePosition> positions = events().stream()
                .map(event -> Objects.requireNonNull(event.order().position()))
                .toList();
        assertThat(positions.get(1)).isGreaterThan(positions.get(0));
        assertThat(positions.get(1).position()).isLessThan(positions.get(0).position());
        assertThat(heard.generations).containsExactly(1);
    }

    @Test
    void what_is_known_of_a_log_can_be_read_back_also_if_it_says_nothing_yet() {
        put("score", sis.readIncrementally("score", SCORE));
        byte[] kept = driver.<String, byte[]>getKeyValueStore("logs").get("north/sis");
        assertThatCode(() -> JsonCodec.read(kept, SourceLog.Kept.class)).doesNotThrowAnyException();
    }

    @Test
    void I11_a_row_that_is_read_twice_has_one_id() {
        everythingIsKnown();
        TestRecord<byte[], byte[]> row = sis.insert("score", SCORE);
        put("score", row);
        put("score", row);
        List<ChangeEvent> events = events();
        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isEqualTo(events.get(0));
    }

    @Test
    void the_event_was_accepted_when_kafka_had_the_row() {
        everythingIsKnown();
        TestRecord<byte[], byte[]> row = sis.insert("score", SCORE);
        put("score", row);
        assertThat(changes()).singleElement().extracting(TestRecord::timestamp).isEqualTo(row.timestamp());
    }

    @Test
    void I20_a_record_that_nobody_can_read_stops_nothing() {
        everythingIsKnown();
        put("score", new TestRecord<>(null, "poison".getBytes(StandardCharsets.UTF_8)));
        put("score", new TestRecord<>(new byte[0], new byte[0]));
        put("score", sis.insert("score", with(SCORE, "points", "many")));
        put("score", sis.insert("score", SCORE));
        assertThat(scores()).containsExactly("essay-3 of 1001 at high: 80");
        assertThat(letters()).hasSize(3);
    }

    @Test
    void I20_a_record_that_is_too_large_to_be_passed_on_or_to_wait_is_put_aside() {
        String flag = "x".repeat(600_000);
        put("score", sis.insert("score", with(SCORE, "flag", flag)));
        put("score", sis.insert("score", with(SCORE, "flag", flag + flag)));
        assertThat(letters())
                .extracting(letter -> KafkaRecords.headers(letter.headers()).get(DeadLetterHeaders.REASON))
                .containsExactly(
                        "north.yaml:17, sis.score: is too large to wait for another row",
                        "is larger than this service passes on");
    }

    @Test
    void tombstones_are_passed_over() {
        put("score", new TestRecord<>("{\"score_id\":17}".getBytes(StandardCharsets.UTF_8), null));
        assertThat(letters()).isEmpty();
        assertThat(heard.passedOver).containsExactly(Envelope.Kind.TOMBSTONE);
    }

    @Test
    void C7_of_rows_that_are_looked_up_nothing_is_kept_that_no_mapping_reads() {
        everythingIsKnown();
        driver.getKeyValueStore("lookups")
                .all()
                .forEachRemaining(entry -> assertThat(new String((byte[]) entry.value, StandardCharsets.UTF_8))
                        .doesNotContain("Sommers"));
        assertThat(driver.getKeyValueStore("lookups").approximateNumEntries()).isPositive();
    }

    private void everythingIsKnown() {
        put("enrollment", sis.read("enrollment", ENROLLMENT));
        put("calendar", sis.read("calendar", CALENDAR));
        put("assignment", sis.read("assignment", ASSIGNMENT));
    }

    private void put(String table, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic("sis.sis." + table, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private List<String> scores() {
        return events().stream()
                .map(event -> (AssignmentScored) event.change())
                .map(scored -> scored.assignment() + " of " + scored.student().value() + " at "
                        + scored.school().value() + ": " + percent(scored.score()))
                .toList();
    }

    private static BigDecimal percent(Score score) {
        return ((Score.Percent) score).percent();
    }

    private List<ChangeEvent> events() {
        return changes().stream().map(SisTopologyTest::decode).toList();
    }

    private static ChangeEvent decode(TestRecord<byte[], byte[]> record) {
        try {
            return ChangeCodec.decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private List<TestRecord<byte[], byte[]>> changes() {
        return records(Topics.CHANGES.name());
    }

    private List<TestRecord<byte[], byte[]>> letters() {
        return records(Topics.DEAD_LETTERS.name());
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static Map<String, ?> with(Map<String, ?> row, String column, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(row);
        changed.put(column, value);
        return changed;
    }

    /// What the topology told.
    private static final class Heard implements RowListener {
        private final List<Integer> generations = new ArrayList<>();
        private final List<Envelope.Kind> passedOver = new ArrayList<>();
        private int gone;

        @Override
        public void emitted(Origin origin) {}

        @Override
        public void filtered() {}

        @Override
        public void passedOver(Envelope.Kind kind) {
            passedOver.add(kind);
        }

        @Override
        public void waits() {}

        @Override
        public void goneWithIt() {
            gone++;
        }

        @Override
        public void truncated() {}

        @Override
        public void generationBegan(int generation) {
            generations.add(generation);
        }

        @Override
        public void deadLettered(String topic) {}
    }
}
