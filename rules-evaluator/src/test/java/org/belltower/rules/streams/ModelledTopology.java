package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.LanguageTag;
import org.belltower.model.outcome.Decision;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;
import org.belltower.rules.model.Fate;
import org.belltower.rules.model.Story;
import org.belltower.service.kafka.KafkaRecords;
import org.belltower.service.streams.TopologyRun;

/// The topology without a Kafka, which stories happen to, one after the other. Not thread-safe.
final class ModelledTopology implements AutoCloseable {
    static final Map<Category, Duration> TIMES_TO_LIVE = Map.of(
            Category.ASSIGNMENTS, Duration.ofHours(24),
            Category.GRADES, Duration.ofMinutes(10),
            Category.ATTENDANCE, Duration.ofHours(24),
            Category.LUNCH_BALANCE, Duration.ofSeconds(3),
            Category.RESPONSIVE_SCHEDULE, Duration.ofDays(2));
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Instant START = Instant.parse("2026-11-20T18:00:00Z");

    private final Path state = Files.createTempDirectory("rules-model");
    private final TopologyTestDriver driver;
    private final Map<TopicSpec, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final TestOutputTopic<byte[], byte[]> decisions;
    private final TestOutputTopic<byte[], byte[]> alerts;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private Instant now = START;

    ModelledTopology() throws IOException {
        RulesTopology.Terms terms = new RulesTopology.Terms(
                new TimeToLive(TIMES_TO_LIVE),
                PATIENCE,
                Duration.ofDays(550),
                Duration.ofDays(1_000),
                new AlertShare(1_000_000_000, 1_000_000));
        driver = new TopologyTestDriver(
                RulesTopology.build(terms, new SettingsPosition(), new Deaf(), Stores::inMemoryKeyValueStore),
                TopologyRun.properties(Copies.settings("unused:9092", state, "model", Duration.ofSeconds(8))),
                START);
        decisions = output(Topics.DECISIONS);
        alerts = output(Topics.PUSH_ALERTS);
        deadLetters = output(Topics.DEAD_LETTERS);
        for (TopicSpec topic : List.of(Topics.CHANGES, Topics.AUDIENCE, Topics.SETTINGS)) {
            inputs.put(
                    topic, driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer()));
        }
    }

    private TestOutputTopic<byte[], byte[]> output(TopicSpec topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Instant now() {
        return now;
    }

    void does(Story.Deed deed) {
        switch (deed) {
            case Story.Deed.Written written -> put(written.topic(), written.record());
            case Story.Deed.Passes passes -> passes(passes.time());
        }
    }

    @SuppressWarnings("NullAway") // Each of the three topics is there.
    private void put(TopicSpec topic, WireRecord record) {
        inputs.get(topic)
                .pipeInput(new TestRecord<>(
                        record.key().bytes(), record.value(), KafkaRecords.headers(record.headers()), now));
    }

    private void passes(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /// What another story left waiting waits no longer, and what came of it is nobody's.
    void forget() {
        passes(PATIENCE);
        List.of(decisions, alerts, deadLetters).forEach(TestOutputTopic::readRecordsToList);
    }

    /// What came since the last call, of one district.
    List<Fate> fates(DistrictId district) {
        Map<PushId, Push> pushes = alerts.readRecordsToList().stream()
                .map(record -> TopologyFixture.decode(record, MessageType.PUSH))
                .collect(Collectors.toMap(Push::id, Function.identity()));
        List<Fate> fates = decisions.readRecordsToList().stream()
                .map(record -> TopologyFixture.decode(record, MessageType.DECISION))
                .peek(decision -> assertThat(decision.district()).isEqualTo(district))
                .map(decision -> Fate.of(decision, pushes::remove))
                .toList();
        assertThat(pushes.keySet()).as("pushes that no decision names").isEmpty();
        return fates;
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    @Override
    public void close() throws IOException {
        driver.close();
        try (var files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /// Keeps nothing: what is decided is read where it is written.
    private static final class Deaf implements DecisionListener {
        @Override
        public void decided(Decision decision) {}

        @Override
        public void overflowed(int pushes) {}

        @Override
        public void waits() {}

        @Override
        public void untranslated(LanguageTag language) {}

        @Override
        public void deadLettered(String topic) {}
    }
}
