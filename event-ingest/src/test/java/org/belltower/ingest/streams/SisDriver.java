package org.belltower.ingest.streams;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.ingest.debezium.Envelope;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Score;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.TopologyRun;
import org.jspecify.annotations.Nullable;

/// The topology with the mapping of the tests, and a small school in the source: Ana (1001) and Ben
/// (1002) at the high school, an essay of 50 points and a lab of 80.
final class SisDriver implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final Map<String, ?> SCORE = Map.of(
            "score_id", 17, "enrollment_id", 7, "assignment_id", "essay", "points", 40, "posted", true, "flag", "");
    static final Map<String, ?> OF_ANA =
            Map.of("enrollment_id", 7, "student_id", 1001, "calendar_id", "high-2027", "family_name", "Sommers");
    static final Map<String, ?> OF_BEN =
            Map.of("enrollment_id", 8, "student_id", 1002, "calendar_id", "high-2027", "family_name", "Young");
    static final Map<String, ?> CALENDAR = Map.of("calendar_id", "high-2027", "school_id", "high");
    static final Map<String, ?> ESSAY = Map.of("assignment_id", "essay", "points_possible", 50);
    static final Map<String, ?> FIRST_PERIOD = Map.of("period_id", 1, "name", "P1", "instructional", true);
    static final Map<String, ?> ABSENCE = Map.of(
            "attendance_id", 3, "enrollment_id", 7, "period_id", 1, "day", "2026-11-20", "code", "A", "excuse", "U");
    static final Map<String, ?> LAB = Map.of("assignment_id", "lab", "points_possible", 80);

    /// What is written in the source.
    final CapturedRows sis = new CapturedRows(NOON);

    final Heard heard = new Heard();
    private final TopologyTestDriver driver;

    SisDriver(Path state) {
        var settings = new TopologyRun.Settings(
                "test", Map.of("bootstrap.servers", "unused:9092"), state, "test", 1, Duration.ofSeconds(8));
        driver = new TopologyTestDriver(
                SisTopology.build(
                        List.of(Mappings.north()), new SisTopology.Terms(PATIENCE, Duration.ofSeconds(5), 3), heard),
                TopologyRun.properties(settings),
                NOON);
    }

    @Override
    public void close() {
        driver.close();
    }

    static Map<String, ?> with(Map<String, ?> row, String column, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(row);
        changed.put(column, value);
        return changed;
    }

    /// All that scores refer to is read by a snapshot.
    void everythingIsKnown() {
        peopleAreKnown();
        put("assignment", sis.read("assignment", ESSAY));
        put("assignment", sis.read("assignment", LAB));
    }

    void peopleAreKnown() {
        put("enrollment", sis.read("enrollment", OF_ANA));
        put("enrollment", sis.read("enrollment", OF_BEN));
        put("calendar", sis.read("calendar", CALENDAR));
        put("period", sis.read("period", FIRST_PERIOD));
    }

    void put(String table, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic("sis.sis." + table, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    void put(String table, CapturedRows.Entry entry) {
        put(table, entry.record());
    }

    /// As where both keys stand in one partition.
    void put(String table, CapturedRows.Rekeyed rekeyed) {
        put(table, rekeyed.end());
        put(table, rekeyed.begin());
    }

    /// Here and in the source.
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
        sis.pass(time);
    }

    /// Of this service alone: the source is quiet.
    void waitFor(Duration time) {
        driver.advanceWallClockTime(time);
    }

    long kept(String store) {
        long kept = 0;
        try (KeyValueIterator<Object, Object> all =
                driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                kept++;
            }
        }
        return kept;
    }

    KeyValueStore<String, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    boolean keeps(String store, String text) {
        boolean found = false;
        try (KeyValueIterator<Object, Object> all =
                driver.getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                found |= new String((byte[]) all.next().value, StandardCharsets.UTF_8).contains(text);
            }
        }
        return found;
    }

    List<ChangeEvent> events() {
        return records(Topics.CHANGES.name()).stream().map(SisDriver::decode).toList();
    }

    List<Instant> changeTimes() {
        return records(Topics.CHANGES.name()).stream()
                .map(TestRecord::getRecordTime)
                .toList();
    }

    /// `Upsert essay of 1001: 80`
    List<String> scores() {
        return events().stream().map(SisDriver::text).toList();
    }

    private static String text(ChangeEvent event) {
        AssignmentScored scored = (AssignmentScored) event.change();
        BigDecimal percent = ((Score.Percent) scored.score()).percent();
        return event.step().getClass().getSimpleName() + " " + scored.assignment() + " of "
                + scored.student().value() + ": " + percent.toPlainString();
    }

    List<String> reasons() {
        return letters().stream()
                .map(letter -> String.valueOf(KafkaRecords.header(letter.headers(), DeadLetterHeaders.REASON)))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> letters() {
        return records(Topics.DEAD_LETTERS.name());
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static ChangeEvent decode(TestRecord<byte[], byte[]> record) {
        try {
            return ChangeCodec.decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    /// What the topology told.
    static final class Heard implements RowListener {
        final List<String> all = new ArrayList<>();

        @Override
        public void emitted(Origin origin) {
            all.add(origin.name());
        }

        @Override
        public void filtered() {
            all.add("filtered");
        }

        @Override
        public void passedOver(Envelope.Kind kind) {
            all.add(kind.name());
        }

        @Override
        public void waits() {
            all.add("waits");
        }

        @Override
        public void goneWithIt() {
            all.add("gone with it");
        }

        @Override
        public void truncated() {
            all.add("truncated");
        }

        @Override
        public void generationBegan(int generation) {
            all.add("generation " + generation);
        }

        @Override
        public void deadLettered(String topic) {
            all.add("dead letter of " + topic);
        }
    }
}
