package org.belltower.rules.streams;

import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.school;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.audience.Audience;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.Push;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.TopologyRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The topology without a Kafka: what tests put into it and find.
@SuppressWarnings("NullAway.Init") // Opened before each test.
abstract class TopologyFixture {
    static final Duration AUDIENCE_TIMEOUT = Duration.ofMinutes(10);
    static final Duration RETENTION = Duration.ofDays(550);

    /// Of each district's alerts twenty at once in each task, and two a second.
    private static final RulesTopology.Terms TERMS = new RulesTopology.Terms(
            TimeToLive.ofAll(Duration.ofHours(24)),
            AUDIENCE_TIMEOUT,
            RETENTION,
            Duration.ofMinutes(10),
            new AlertShare(20 * Topics.CHANGES.partitions(), 2 * Topics.CHANGES.partitions()));

    final SettingsPosition position = new SettingsPosition();
    final Heard heard = new Heard();
    TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path state) {
        Properties properties =
                TopologyRun.properties(Copies.settings("unused:9092", state, "test", Duration.ofSeconds(8)));
        driver = new TopologyTestDriver(
                RulesTopology.build(TERMS, position, heard, Stores::inMemoryKeyValueStore), properties, NOON);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    final void everythingIsAllowed() {
        put(Topics.SETTINGS, encoded(district()));
        put(Topics.SETTINGS, encoded(school()));
        put(Topics.SETTINGS, encoded(calendar()));
        put(Topics.AUDIENCE, encoded(audience()));
    }

    final List<String> reasons() {
        return records(Topics.DEAD_LETTERS).stream()
                .map(letter -> KafkaRecords.headers(letter.headers()).get(DeadLetterHeaders.REASON))
                .toList();
    }

    static WireRecord encoded(Audience audience) {
        return MessageType.AUDIENCE.encode(audience, NOON);
    }

    static WireRecord encoded(Settings settings) {
        return MessageType.SETTINGS.encode(settings, NOON);
    }

    final void put(TopicSpec topic, WireRecord record) {
        put(topic, record, NOON);
    }

    /// @param time of the record on its topic
    final void put(TopicSpec topic, WireRecord record, Instant time) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(
                new TestRecord<>(record.key().bytes(), record.value(), KafkaRecords.headers(record.headers()), time));
    }

    final List<TestRecord<byte[], byte[]>> records(TopicSpec topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    final List<Push> pushes() {
        return pushes(Topics.PUSH_ALERTS);
    }

    final List<Push> pushes(TopicSpec lane) {
        return records(lane).stream()
                .map(record -> decode(record, MessageType.PUSH))
                .toList();
    }

    final List<Decision> decisions() {
        return records(Topics.DECISIONS).stream()
                .map(record -> decode(record, MessageType.DECISION))
                .toList();
    }

    static <T> T decode(TestRecord<byte[], byte[]> record, MessageType<T> type) {
        try {
            return type.decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    final long stored(String store) {
        long count = 0;
        try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
