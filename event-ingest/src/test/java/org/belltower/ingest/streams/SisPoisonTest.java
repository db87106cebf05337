package org.belltower.ingest.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.ingest.debezium.Envelope;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.change.Origin;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.TopologyRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// I-20, with R9's kinds of poison, on a topic of a captured table: each becomes one dead letter that says what is
/// wrong, and the rows before and after it are told. (A record without a value is no poison there, but a tombstone.)
@SuppressWarnings("NullAway.Init") // Opened before each test.
class SisPoisonTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Map<String, ?> ENROLLMENT =
            Map.of("enrollment_id", 7, "student_id", 1001, "calendar_id", "high-2027", "family_name", "Sommers");
    private static final Map<String, ?> CALENDAR = Map.of("calendar_id", "high-2027", "school_id", "high");
    private static final Map<String, ?> ASSIGNMENT = Map.of("assignment_id", "essay-3", "points_possible", 50);

    /// What is wrong with a record that is right otherwise.
    @SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
    enum Poison {
        EMPTY("the message must be an object", _ -> ""),
        NOT_JSON("the message is not well-formed JSON", _ -> "\u0000\u0001\u0002"),
        NO_UTF_8("the message is not well-formed JSON", text -> text.replace("essay", "\u00ff")),
        NO_OBJECT("op is required", _ -> "[1]"),
        NESTED_TOO_DEEP(
                "the message",
                text -> "{\"more\":" + "[".repeat(100_000) + "]".repeat(100_000) + "," + text.substring(1)),
        HUGE("is larger than this service passes on", text -> text.replace("essay", "e".repeat(1_100_000))),
        WRONG_OPERATION("op must be c, u, d, r, t or m", text -> text.replace("\"op\":\"c\"", "\"op\":\"x\"")),
        NO_ENVELOPE("op is required", text -> text.replace("\"op\":", "\"was\":")),
        OTHER_LOG("source.connector must be postgresql", text -> text.replace("postgresql", "mysql")),
        NEGATIVE_POSITION("source.lsn", text -> text.replace("\"lsn\":", "\"lsn\":-")),
        NO_TIME("source.ts_ms is required", text -> text.replace("ts_ms", "ts")),
        OUT_OF_BOUNDS("north.yaml:", text -> text.replace("\"points\":40", "\"points\":4e300")),
        WRONG_KIND("north.yaml:", text -> text.replace("\"points\":40", "\"points\":\"many\""));

        private final String reason;
        private final UnaryOperator<String> poison;

        /// @param reason what the dead letter's begins with
        Poison(String reason, UnaryOperator<String> poison) {
            this.reason = reason;
            this.poison = poison;
        }

        TestRecord<byte[], byte[]> of(TestRecord<byte[], byte[]> good) {
            String text = poison.apply(new String(good.value(), UTF_8));
            return new TestRecord<>(
                    good.key(), text.getBytes(this == NO_UTF_8 ? ISO_8859_1 : UTF_8), good.getRecordTime());
        }
    }

    private final CapturedRows sis = new CapturedRows(NOON);
    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path state) {
        var settings = new TopologyRun.Settings(
                "test", Map.of("bootstrap.servers", "unused:9092"), state, "test", 1, Duration.ofSeconds(8));
        driver = new TopologyTestDriver(
                SisTopology.build(
                        List.of(Mappings.north()),
                        new SisTopology.Terms(Duration.ofMinutes(10), Duration.ofSeconds(5), 10),
                        new Silent()),
                TopologyRun.properties(settings),
                NOON);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void I20_R9_poison_is_one_dead_letter_with_its_reason_and_the_rows_around_it_are_told(Poison poison) {
        put("enrollment", sis.read("enrollment", ENROLLMENT));
        put("calendar", sis.read("calendar", CALENDAR));
        put("assignment", sis.read("assignment", ASSIGNMENT));
        put("score", sis.insert("score", score(16)));
        TestRecord<byte[], byte[]> bad = poison.of(sis.insert("score", score(17)));
        put("score", bad);
        put("score", sis.insert("score", score(18)));
        assertThat(records(Topics.CHANGES.name())).hasSize(2);
        assertThat(records(Topics.DEAD_LETTERS.name())).singleElement().satisfies(letter -> {
            assertThat(KafkaRecords.header(letter.headers(), DeadLetterHeaders.REASON))
                    .startsWith(poison.reason);
            assertThat(KafkaRecords.header(letter.headers(), DeadLetterHeaders.TOPIC))
                    .isEqualTo("sis.sis.score");
            if (poison != Poison.HUGE) {
                assertThat(letter.value()).isEqualTo(bad.value());
            }
        });
    }

    @Test
    void I20_a_record_that_is_too_large_with_its_headers_and_its_key_is_one_dead_letter_and_keeps_up_nothing() {
        put("enrollment", sis.read("enrollment", ENROLLMENT));
        put("calendar", sis.read("calendar", CALENDAR));
        put("assignment", sis.read("assignment", ASSIGNMENT));
        TestRecord<byte[], byte[]> wide = sis.insert("score", score(16));
        wide.headers().add("trace", new byte[1_023_900]);
        put("score", wide);
        TestRecord<byte[], byte[]> keyed = sis.insert("score", score(17));
        put("score", new TestRecord<>(new byte[1_024_000], keyed.value(), keyed.getRecordTime()));
        put("score", sis.insert("score", score(18)));
        assertThat(records(Topics.CHANGES.name())).hasSize(1);
        assertThat(records(Topics.DEAD_LETTERS.name()))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(KafkaRecords.header(letter.headers(), DeadLetterHeaders.REASON))
                        .isEqualTo("is larger than this service passes on"));
    }

    private static Map<String, ?> score(int id) {
        return Map.of(
                "score_id",
                id,
                "enrollment_id",
                7,
                "assignment_id",
                "essay-3",
                "points",
                40,
                "posted",
                true,
                "flag",
                "");
    }

    private void put(String table, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic("sis.sis." + table, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static final class Silent implements RowListener {
        @Override
        public void emitted(Origin origin) {}

        @Override
        public void filtered() {}

        @Override
        public void passedOver(Envelope.Kind kind) {}

        @Override
        public void waits() {}

        @Override
        public void goneWithIt() {}

        @Override
        public void truncated() {}

        @Override
        public void generationBegan(int generation) {}

        @Override
        public void deadLettered(String topic) {}
    }
}
