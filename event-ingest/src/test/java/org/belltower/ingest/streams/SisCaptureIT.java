package org.belltower.ingest.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.belltower.embedded.Backends;
import org.belltower.embedded.postgres.DatabaseServer;
import org.belltower.ingest.micrometer.MeteredRows;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.ingest.sis.mapping.yaml.Mappings;
import org.belltower.model.change.AssignmentScored;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.EventOrder;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.change.Value;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.kafka.KafkaClients;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.kafka.TopicsReadiness;
import org.belltower.service.streams.TopologyListener;
import org.belltower.service.streams.TopologyRun;
import org.belltower.sis.SampleSis;
import org.belltower.sis.capture.Capture;
import org.belltower.sis.capture.CaptureSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The sample student information system in PostgreSQL, changed by SQL and captured by Debezium's engine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Opened before all tests.
class SisCaptureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name =
            "sis" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String district = "d-" + name;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Connection sis;
    private Capture capture;
    private SisStreams streams;
    private Consumer<byte[], byte[]> consumer;
    private Path folder;
    private String offsets = "offsets";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        DatabaseServer server = Backends.databaseServer();
        try (Connection connection = server.administration("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        sis = server.administration(name).getConnection();
        SampleSis.create(sis);
        sql("""
                INSERT INTO sis.school VALUES ('high');
                INSERT INTO sis.calendar VALUES ('high-2027', 'high');
                INSERT INTO sis.student VALUES ('ana', 'Sommers', 'Ana'), ('ben', 'Sommers', 'Ben');
                INSERT INTO sis.enrollment (enrollment_id, student_id, calendar_id)
                    VALUES (1, 'ana', 'high-2027'), (2, 'ben', 'high-2027');
                INSERT INTO sis.assignment VALUES ('essay', 'Essay', 50);
                INSERT INTO sis.period (period_id, calendar_id, name, instructional)
                    VALUES (1, 'high-2027', 'P1', true), (2, 'high-2027', 'P2', true), (9, 'high-2027', 'Lunch', false);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('essay', 1, 45);
                """);
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", Backends.kafka()));
        try (TopicsReadiness topics = new TopicsReadiness(
                clients.admin("sis-it", PATIENCE), PATIENCE, List.of(Topics.CHANGES, Topics.DEAD_LETTERS))) {
            topics.start(Duration.ofMillis(200));
            await().atMost(PATIENCE).until(topics::verified);
        }
        consumer = consumer();
        capture = capture(Map.of());
        SourceMapping mapping = Mappings.read(SampleSis.mapping(district, name));
        TopologyRun.Settings settings = new TopologyRun.Settings(
                "ingest-" + name,
                Map.of("bootstrap.servers", Backends.kafka(), "metadata.max.age.ms", 500),
                folder.resolve("state"),
                name,
                1,
                Duration.ofSeconds(8));
        streams = SisStreams.of(
                List.of(mapping),
                settings,
                new SisTopology.Terms(Duration.ofMinutes(10), Duration.ofSeconds(1), 10),
                new MeteredRows(registry),
                new NoWatch());
        streams.start();
        await().atMost(PATIENCE).until(streams::isWorking);
        assertThat(capture.awaitStreaming(PATIENCE)).as("the log is read").isTrue();
    }

    @AfterAll
    void stop() throws SQLException {
        streams.close();
        capture.close();
        consumer.close();
        sis.close();
    }

    @Test
    void A4_what_was_there_before_is_a_snapshot_and_notifies_nobody() {
        awaitEvent(
                "ana's essay",
                event -> event.change() instanceof AssignmentScored scored
                        && scored.student().value().equals("ana")
                        && event.origin() == Origin.SNAPSHOT);
        assertThat(eventsOf("essay"))
                .filteredOn(event -> event.change().student().value().equals("ana"))
                .extracting(ChangeEvent::origin)
                .containsOnly(Origin.SNAPSHOT);
    }

    @Test
    void C5_a_row_that_is_changed_by_sql_becomes_an_event_about_its_student() throws Exception {
        sql("INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('essay', 2, 40)");
        awaitEvent(
                "ben's essay",
                event -> event.change() instanceof AssignmentScored scored
                        && scored.student().value().equals("ben")
                        && scored.school().value().equals("high")
                        && scored.score().value().equals(percent("80"))
                        && event.origin() == Origin.LIVE);
    }

    @Test
    void an_absence_waits_for_the_student_who_is_enrolled_in_the_same_transaction_after_it() throws Exception {
        sql("""
                BEGIN;
                ALTER TABLE sis.attendance DROP CONSTRAINT attendance_enrollment_id_fkey;
                INSERT INTO sis.attendance (enrollment_id, period_id, day, code) VALUES (3, 1, '2026-11-20', 'A');
                INSERT INTO sis.student VALUES ('cy', 'Young', 'Cy');
                INSERT INTO sis.enrollment (enrollment_id, student_id, calendar_id) VALUES (3, 'cy', 'high-2027');
                COMMIT;
                """);
        awaitEvent(
                "cy's absence",
                event -> event.change() instanceof AttendanceRecorded absence
                        && absence.student().value().equals("cy")
                        && absence.status() == AttendanceRecorded.Status.ABSENT
                        && absence.date().toString().equals("2026-11-20"));
    }

    @Test
    void I21_a_primary_key_that_is_updated_is_the_same_item_as_before() throws Exception {
        sql("""
                INSERT INTO sis.assignment VALUES ('test', 'Test', 10);
                INSERT INTO sis.score (score_id, assignment_id, enrollment_id, points) VALUES (500, 'test', 1, 5);
                UPDATE sis.score SET score_id = 501 WHERE score_id = 500;
                UPDATE sis.score SET points = 6 WHERE score_id = 501;
                """);
        awaitEvent("the new points", event -> scoreOf(event, "test", "60"));
        assertThat(eventsOf("test"))
                .extracting(ChangeEvent::step)
                .containsExactly(new ItemStep.Upsert(), new ItemStep.Upsert(true), new ItemStep.Upsert());
    }

    @Test
    void I21_what_changes_with_a_primary_key_is_told_once_of_the_item_that_was() throws Exception {
        sql("""
                INSERT INTO sis.assignment VALUES ('draft', 'Draft', 10), ('final', 'Final', 10);
                INSERT INTO sis.score (score_id, assignment_id, enrollment_id, points) VALUES (600, 'draft', 1, 5);
                UPDATE sis.score SET score_id = 601, assignment_id = 'final', points = 7 WHERE score_id = 600;
                """);
        awaitEvent("the new points", event -> scoreOf(event, "final", "70"));
        String draft = eventsOf("draft").getFirst().change().item();
        assertThat(eventsOf("draft")).hasSize(1);
        assertThat(eventsOf("final")).extracting(ChangeEvent::step).containsExactly(new ItemStep.Move(draft));
    }

    @Test
    void I21_a_score_whose_assignment_is_renamed_in_the_same_transaction_is_told() throws Exception {
        sql("""
                BEGIN;
                INSERT INTO sis.assignment VALUES ('sketch', 'Sketch', 10);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('sketch', 1, 6);
                UPDATE sis.assignment SET assignment_id = 'drawing' WHERE assignment_id = 'sketch';
                COMMIT;
                """);
        awaitEvent("the drawing", event -> scoreOf(event, "drawing", "60"));
        String sketch = eventsOf("sketch").getFirst().change().item();
        assertThat(eventsOf("drawing")).extracting(ChangeEvent::step).containsExactly(new ItemStep.Move(sketch, true));
    }

    @Test
    void I21_an_assignment_that_is_renamed_moves_its_scores() throws Exception {
        sql("""
                INSERT INTO sis.assignment VALUES ('quiz', 'Quiz', 10);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('quiz', 1, 5);
                """);
        awaitEvent("the quiz", event -> scoreOf(event, "quiz", "50"));
        sql("UPDATE sis.assignment SET assignment_id = 'quiz-1' WHERE assignment_id = 'quiz'");
        String before = eventsOf("quiz").getFirst().change().item();
        awaitEvent(
                "the renamed quiz",
                event -> scoreOf(event, "quiz-1", "50") && event.step().equals(new ItemStep.Move(before, true)));
    }

    @Test
    void I21_a_deleted_score_is_gone_and_a_deleted_absence_means_presence() throws Exception {
        sql("""
                INSERT INTO sis.assignment VALUES ('lab', 'Lab', 10);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('lab', 1, 5);
                DELETE FROM sis.score WHERE assignment_id = 'lab';
                INSERT INTO sis.attendance (enrollment_id, period_id, day, code, excuse)
                    VALUES (1, 2, '2026-11-20', 'A', 'U'), (1, 9, '2026-11-20', 'A', 'U');
                DELETE FROM sis.attendance WHERE enrollment_id = 1;
                """);
        awaitEvent(
                "the end of the lab's score",
                event -> scoreOf(event, "lab", "50") && event.step().equals(new ItemStep.Delete()));
        awaitEvent(
                "presence",
                event -> event.change() instanceof AttendanceRecorded there
                        && there.student().value().equals("ana")
                        && there.period().equals("P2")
                        && there.status() == AttendanceRecorded.Status.PRESENT);
        assertThat(events())
                .as("what is no instruction is no event")
                .noneMatch(event -> event.change() instanceof AttendanceRecorded lunch
                        && lunch.period().equals("Lunch"));
    }

    @Test
    void A4_an_absence_that_one_transaction_deletes_and_inserts_anew_never_was_a_presence() throws Exception {
        sql("""
                INSERT INTO sis.attendance (enrollment_id, period_id, day, code)
                    VALUES (2, 1, '2026-11-17', 'A'), (2, 2, '2026-11-17', 'A');
                """);
        awaitEvent("the absence", event -> attendanceOf(event, "2026-11-17", "P2", AttendanceRecorded.Status.ABSENT));
        sql("""
                BEGIN;
                DELETE FROM sis.attendance WHERE day = '2026-11-17' AND period_id = 1;
                INSERT INTO sis.attendance (enrollment_id, period_id, day, code) VALUES (2, 1, '2026-11-17', 'T');
                COMMIT;
                DELETE FROM sis.attendance WHERE day = '2026-11-17' AND period_id = 2;
                """);
        awaitEvent(
                "the presence of the other period",
                event -> attendanceOf(event, "2026-11-17", "P2", AttendanceRecorded.Status.PRESENT));
        assertThat(events())
                .anyMatch(event -> attendanceOf(event, "2026-11-17", "P1", AttendanceRecorded.Status.TARDY))
                .noneMatch(event -> attendanceOf(event, "2026-11-17", "P1", AttendanceRecorded.Status.PRESENT));
    }

    private static boolean attendanceOf(
            ChangeEvent event, String day, String period, AttendanceRecorded.Status status) {
        return event.change() instanceof AttendanceRecorded recorded
                && recorded.date().toString().equals(day)
                && recorded.period().equals(period)
                && recorded.status() == status;
    }

    @Test
    void I20_a_row_that_the_mapping_cannot_use_is_put_aside_and_stops_nothing() throws Exception {
        sql("""
                INSERT INTO sis.food_account VALUES ('ana', 'main', 12.50, 'XQX');
                INSERT INTO sis.food_account VALUES ('ben', 'main', -2.50, 'USD');
                """);
        awaitEvent("ben's balance", event -> event.change().value().equals(quantity("-2.5")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(letters())
                        .anySatisfy(letter -> assertThat(letter)
                                .containsEntry(DeadLetterHeaders.TOPIC, name + ".sis.food_account")
                                .hasEntrySatisfying(
                                        DeadLetterHeaders.REASON,
                                        reason -> assertThat(reason)
                                                .contains("sis.food_account: currency")
                                                .doesNotContain("XQX"))));
    }

    @Test
    void what_was_under_way_while_a_snapshot_was_read_is_newer_than_that() throws Exception {
        sql("""
                INSERT INTO sis.assignment VALUES ('poem', 'Poem', 10), ('novel', 'Novel', 10);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('poem', 1, 5);
                """);
        awaitEvent("the poem", event -> scoreOf(event, "poem", "50"));
        try (Connection slow = Backends.databaseServer().administration(name).getConnection();
                Statement update = slow.createStatement()) {
            slow.setAutoCommit(false);
            update.execute("UPDATE sis.score SET points = 9 WHERE assignment_id = 'poem'");
            sql("INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('novel', 1, 6)");
            awaitEvent("the log goes on", event -> scoreOf(event, "novel", "60"));
            capture.close();
            offsets = "offsets-of-another-capture";
            capture = capture(Map.of());
            assertThat(capture.awaitStreaming(PATIENCE)).isTrue();
            sql("UPDATE sis.score SET points = 7 WHERE assignment_id = 'novel'");
            awaitEvent("the log is read on", event -> scoreOf(event, "novel", "70"));
            slow.commit();
        }
        awaitEvent("what was under way", event -> scoreOf(event, "poem", "90"));
        EventOrder snapshot = orderOf("poem", "50", Origin.SNAPSHOT);
        EventOrder since = orderOf("poem", "90", Origin.LIVE);
        assertThat(since.isAfter(snapshot)).as("by its position").isFalse();
        assertThat(since.isUnseenBy(snapshot)).isTrue();
        assertThat(orderOf("poem", "50", Origin.LIVE).isUnseenBy(snapshot)).isFalse();
    }

    private EventOrder orderOf(String assignment, String percent, Origin origin) {
        return eventsOf(assignment).stream()
                .filter(event -> scoreOf(event, assignment, percent) && event.origin() == origin)
                .findFirst()
                .orElseThrow()
                .order();
    }

    @Test
    void C4_a_capture_that_is_stopped_goes_on_where_it_was() throws Exception {
        capture.close();
        sql("""
                INSERT INTO sis.assignment VALUES ('late', 'Late', 10);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('late', 1, 7);
                """);
        capture = capture(Map.of());
        awaitEvent("what happened meanwhile", event -> scoreOf(event, "late", "70") && event.origin() == Origin.LIVE);
    }

    @Test
    void C5_records_that_are_written_with_their_schema_are_read_as_well() throws Exception {
        capture.close();
        capture = capture(Map.of(
                "key.converter.schemas.enable", "true",
                "value.converter.schemas.enable", "true",
                "header.converter.schemas.enable", "true"));
        sql("""
                INSERT INTO sis.assignment VALUES ('project', 'Project', 40);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('project', 2, 30);
                INSERT INTO sis.attendance (enrollment_id, period_id, day, code) VALUES (2, 1, '2026-11-19', 'T');
                UPDATE sis.score SET score_id = 900 WHERE assignment_id = 'project';
                """);
        awaitEvent("the project", event -> scoreOf(event, "project", "75"));
        awaitEvent(
                "ben's absence",
                event -> event.change() instanceof AttendanceRecorded late
                        && late.student().value().equals("ben")
                        && late.status() == AttendanceRecorded.Status.TARDY
                        && late.date().toString().equals("2026-11-19"));
    }

    @Test
    void C5_heartbeats_transactions_and_an_emptied_table_stand_beside_rows_and_stop_nothing() throws Exception {
        capture.close();
        capture = capture(Map.of(
                "heartbeat.interval.ms", "100",
                "provide.transaction.metadata", "true",
                "skipped.operations", "none"));
        sql("""
                INSERT INTO sis.assignment VALUES ('opus', 'Opus', 10);
                INSERT INTO sis.score (assignment_id, enrollment_id, points) VALUES ('opus', 2, 5);
                TRUNCATE sis.placement;
                UPDATE sis.score SET points = 6 WHERE assignment_id = 'opus';
                DELETE FROM sis.score WHERE assignment_id = 'opus';
                """);
        awaitEvent(
                "the end of the opus",
                event -> scoreOf(event, "opus", "60") && event.step().equals(new ItemStep.Delete()));
        assertThat(eventsOf("opus")).hasSize(3);
        await("the emptied table is told to an operator")
                .atMost(PATIENCE)
                .until(() -> registry.find("belltower.ingest.tables.truncated").counters().stream()
                                .mapToDouble(Counter::count)
                                .sum()
                        == 1);
        await("both of Debezium's own topics are there")
                .atMost(PATIENCE)
                .until(() -> consumer.listTopics()
                        .keySet()
                        .containsAll(List.of("__debezium-heartbeat." + name, name + ".transaction")));
    }

    private Capture capture(Map<String, String> more) {
        DatabaseServer server = Backends.databaseServer();
        return Capture.start(new CaptureSettings(
                Backends.kafka(),
                server.host(),
                server.port(),
                server.administrator().name(),
                server.administrator().password(),
                name,
                "sis",
                name,
                name,
                folder.resolve(offsets),
                more));
    }

    private void sql(String statements) throws SQLException {
        try (Statement statement = sis.createStatement()) {
            statement.execute(statements);
        }
    }

    private static boolean scoreOf(ChangeEvent event, String assignment, String percent) {
        return event.change() instanceof AssignmentScored scored
                && scored.assignment().equals(assignment)
                && scored.score().value().equals(percent(percent));
    }

    private List<ChangeEvent> eventsOf(String assignment) {
        return events().stream()
                .filter(event -> event.change() instanceof AssignmentScored scored
                        && scored.assignment().equals(assignment))
                .toList();
    }

    private static Value percent(String number) {
        return quantity(number);
    }

    private static Value quantity(String number) {
        return new Value.Quantity(new BigDecimal(number));
    }

    private void awaitEvent(String what, Predicate<ChangeEvent> wanted) {
        await(what).atMost(PATIENCE).until(() -> events().stream().anyMatch(wanted));
    }

    private List<ChangeEvent> events() {
        return records(Topics.CHANGES).stream().map(SisCaptureIT::decode).toList();
    }

    private List<Map<String, String>> letters() {
        return records(Topics.DEAD_LETTERS).stream()
                .map(letter -> KafkaRecords.headers(letter.headers()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicSpec topic) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return seen.stream()
                .filter(record -> record.topic().equals(topic.name()))
                .filter(this::isOurs)
                .toList();
    }

    /// Other tests write to these topics as well.
    private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = KafkaRecords.headers(record.headers());
        return district.equals(headers.get("ce_district"))
                || headers.getOrDefault(DeadLetterHeaders.TOPIC, "").startsWith(name + ".");
    }

    private static ChangeEvent decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ChangeCodec.decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private static Consumer<byte[], byte[]> consumer() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Backends.kafka());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, "sis-it-" + UUID.randomUUID());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.CHANGES.name(), Topics.DEAD_LETTERS.name()));
        return consumer;
    }

    private static final class NoWatch implements TopologyListener {
        @Override
        public void started(KafkaStreams streams) {}

        @Override
        public void ended() {}
    }
}
