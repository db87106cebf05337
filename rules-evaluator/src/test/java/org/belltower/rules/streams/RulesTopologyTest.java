package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.ANAS_PHONE;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.balance;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.crowd;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTopologyTest {
    private final SettingsPosition position = new SettingsPosition();
    private final Heard heard = new Heard();
    private TopologyTestDriver driver;

    @BeforeEach
    void start(@TempDir Path state) {
        Properties properties = RulesStreams.properties(new RulesStreams.Settings(
                Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092"),
                state,
                "test",
                1,
                Duration.ofSeconds(8),
                Duration.ofHours(24),
                Duration.ofMinutes(10)));
        driver = new TopologyTestDriver(
                RulesTopology.build(Duration.ofHours(24), Duration.ofMinutes(10), position, heard), properties, NOON);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void a_change_becomes_one_push_per_device_and_one_decision() {
        everythingIsAllowed();
        ChangeEvent event = live(scored("85"), NOON);
        put(Topics.CHANGES, ChangeCodec.encode(event));

        assertThat(pushes()).extracting(Push::device).containsExactly(ANAS_PHONE, MUMS_PHONE);
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.event()).isEqualTo(event.id());
            assertThat(decision.candidates()).hasSize(2);
        });
    }

    @Test
    void pushes_are_keyed_by_device_and_decisions_by_student() {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(records(Topics.PUSH_ALERTS))
                .extracting(record -> text(record.key()))
                .containsExactly("north/anas-phone", "north/mums-phone");
        assertThat(records(Topics.DECISIONS))
                .extracting(record -> text(record.key()))
                .containsExactly("north/ana");
    }

    @Test
    void i11_a_redelivered_event_is_told_once() {
        everythingIsAllowed();
        WireRecord record = ChangeCodec.encode(live(scored("85"), NOON));
        put(Topics.CHANGES, record);
        put(Topics.CHANGES, record);
        assertThat(pushes()).hasSize(2);
        List<Decision> decisions = decisions();
        assertThat(decisions).extracting(Decision::reason).containsExactly(null, Reason.REPEAT);
        assertThat(heard.decided).isEqualTo(decisions);
    }

    @Test
    void a_lower_version_of_an_audience_or_of_settings_is_ignored() {
        everythingIsAllowed();
        put(Topics.AUDIENCE, encoded(new Audience(NORTH, ANA, 4, Set.of(THIS_YEAR), List.of())));
        put(Topics.SETTINGS, encoded(new DistrictSettings(NORTH, 0, false, true, 2027)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void a1_a_newer_version_of_the_settings_holds_for_the_next_event() {
        everythingIsAllowed();
        put(Topics.SETTINGS, encoded(new DistrictSettings(NORTH, 2, false, true, 2027)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(pushes()).isEmpty();
        assertThat(decisions().getFirst().candidates())
                .hasSize(2)
                .allSatisfy(candidate -> assertThat(candidate)
                        .isInstanceOfSatisfying(
                                Decision.Skipped.class,
                                skipped -> assertThat(skipped.reason()).isEqualTo(Reason.DISTRICT_OFF)));
    }

    @Test
    void i50_a_tombstone_drops_the_audience_and_what_is_remembered() {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        put(Topics.AUDIENCE, WireRecord.tombstone(audience().key()));
        assertThat(stored(RulesTopology.AUDIENCE_STORE)).isZero();
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(1))));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, Reason.NO_AUDIENCE);
    }

    @Test
    void i20_a_record_nobody_can_read_is_put_aside_with_why_and_where_and_the_next_one_goes_on() {
        everythingIsAllowed();
        WireRecord good = ChangeCodec.encode(live(scored("85"), NOON));
        put(
                Topics.CHANGES,
                new WireRecord(good.key(), good.headers(), "{\"student\":\"ana\"".getBytes(StandardCharsets.UTF_8)));
        put(Topics.CHANGES, new WireRecord(good.key(), Map.of(), Objects.requireNonNull(good.value())));
        put(Topics.CHANGES, WireRecord.tombstone(good.key()));
        put(Topics.AUDIENCE, new WireRecord(good.key(), good.headers(), Objects.requireNonNull(good.value())));
        put(Topics.AUDIENCE, encoded(audience()));
        put(Topics.CHANGES, good);

        List<TestRecord<byte[], byte[]>> letters = records(Topics.DEAD_LETTERS);
        assertThat(letters)
                .extracting(letter -> KafkaRecords.headers(letter.headers()).get(DeadLetterHeaders.REASON))
                .containsExactly(
                        "the message is not well-formed JSON (line 1, column 17)",
                        "ce_type is required",
                        "the record has no value",
                        "ce_type must be org.belltower.audience.v1");
        assertThat(heard.deadLettered)
                .containsExactly(
                        Topics.CHANGES.name(), Topics.CHANGES.name(), Topics.CHANGES.name(), Topics.AUDIENCE.name());
        assertThat(KafkaRecords.headers(letters.getFirst().headers()))
                .containsEntry(DeadLetterHeaders.TOPIC, Topics.CHANGES.name())
                .containsEntry(DeadLetterHeaders.SERVICE, "rules-evaluator")
                .containsEntry("ce_type", "org.belltower.assignment-scored.v1");
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void i2_an_audience_of_which_no_decision_could_be_written_is_told_nothing_and_the_record_says_why() {
        everythingIsAllowed();
        put(Topics.AUDIENCE, encoded(crowd(200)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85.0"), NOON.plusSeconds(1))));
        assertThat(pushes()).isEmpty();
        List<Decision> decisions = decisions();
        assertThat(decisions).extracting(Decision::reason).containsExactly(Reason.AUDIENCE_TOO_LARGE, Reason.NO_CHANGE);
        assertThat(heard.decided).isEqualTo(decisions);
    }

    @Test
    void the_largest_decision_that_can_be_written_names_every_device() {
        everythingIsAllowed();
        put(Topics.AUDIENCE, encoded(crowd(100)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(records(Topics.DECISIONS)).singleElement().satisfies(record -> {
            assertThat(record.value()).hasSizeGreaterThan(500 * 1024);
            assertThat(decode(record, MessageType.DECISION).candidates()).hasSize(800);
        });
        assertThat(pushes()).hasSize(800);
    }

    @Test
    void i20_a_record_on_which_this_service_fails_is_put_aside_and_the_next_one_goes_on() {
        everythingIsAllowed();
        ChangeEvent essay = live(scored("85"), NOON);
        driver.<String, byte[]>getKeyValueStore(RulesTopology.MEMORY_STORE)
                .put(StudentStores.memoryKey(essay.key(), essay.change()), new byte[] {'{'});
        put(Topics.CHANGES, ChangeCodec.encode(essay));
        put(Topics.CHANGES, ChangeCodec.encode(live(balance("2.50"), NOON)));
        assertThat(reasons()).containsExactly("this service failed on it: IllegalStateException");
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void i20_an_audience_that_cannot_be_compared_or_kept_is_put_aside_and_denies() {
        driver.<String, byte[]>getKeyValueStore(RulesTopology.AUDIENCE_STORE)
                .put(audience().key().toString(), new byte[] {'{'});
        put(Topics.AUDIENCE, encoded(audience()));
        WireRecord large = new WireRecord(audience().key(), encoded(audience()).headers(), new byte[1_024_001]);
        put(Topics.AUDIENCE, large);
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(reasons())
                .containsExactly(
                        "this service failed on it: IllegalStateException", "the message is too large to be kept");
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_AUDIENCE);
    }

    @Test
    void a_dead_letter_that_would_be_too_large_goes_without_its_value_and_says_so() {
        put(Topics.CHANGES, new WireRecord(audience().key(), Map.of(), new byte[1_048_400]));
        assertThat(records(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(KafkaRecords.headers(letter.headers()))
                    .containsEntry(DeadLetterHeaders.REASON, "ce_type is required")
                    .containsEntry(DeadLetterHeaders.OMITTED, "value");
        });
    }

    @Test
    void i2_settings_that_cannot_be_read_deny_until_readable_ones_come() {
        everythingIsAllowed();
        WireRecord settings = encoded(district());
        put(Topics.SETTINGS, new WireRecord(settings.key(), settings.headers(), new byte[] {'{'}));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(pushes()).isEmpty();
        put(Topics.SETTINGS, settings);
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(1))));
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void i2_an_audience_that_cannot_be_read_denies_and_what_is_remembered_stays() {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        WireRecord audience = encoded(audience());
        put(Topics.AUDIENCE, new WireRecord(audience.key(), audience.headers(), new byte[] {'{'}));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(1))));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90.0"), NOON.plusSeconds(2))));
        assertThat(decisions())
                .extracting(Decision::reason)
                .containsExactly(null, Reason.NO_AUDIENCE, Reason.NO_CHANGE);
    }

    @Test
    void memory_of_an_item_is_dropped_30_days_after_its_calendar_ends_and_not_before() {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        Instant lastKept = Instant.parse("2027-07-04T12:00:00Z");
        driver.advanceWallClockTime(Duration.between(NOON, lastKept));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isEqualTo(1);
        driver.advanceWallClockTime(Duration.ofDays(1));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
        assertThat(stored(RulesTopology.AUDIENCE_STORE)).isEqualTo(1);
    }

    @Test
    void the_position_of_the_settings_is_the_offset_that_comes_next() {
        everythingIsAllowed();
        assertThat(position.nextOffsets()).containsExactly(Map.entry(0, 3L));
    }

    private void everythingIsAllowed() {
        put(Topics.SETTINGS, encoded(district()));
        put(Topics.SETTINGS, encoded(school()));
        put(Topics.SETTINGS, encoded(calendar()));
        put(Topics.AUDIENCE, encoded(audience()));
    }

    private List<String> reasons() {
        return records(Topics.DEAD_LETTERS).stream()
                .map(letter -> KafkaRecords.headers(letter.headers()).get(DeadLetterHeaders.REASON))
                .toList();
    }

    private static WireRecord encoded(Audience audience) {
        return MessageType.AUDIENCE.encode(audience, NOON);
    }

    private static WireRecord encoded(Settings settings) {
        return MessageType.SETTINGS.encode(settings, NOON);
    }

    private void put(TopicSpec topic, WireRecord record) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(
                new TestRecord<>(record.key().bytes(), record.value(), KafkaRecords.headers(record.headers()), NOON));
    }

    private List<TestRecord<byte[], byte[]>> records(TopicSpec topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    private List<Push> pushes() {
        return records(Topics.PUSH_ALERTS).stream()
                .map(record -> decode(record, MessageType.PUSH))
                .toList();
    }

    private List<Decision> decisions() {
        return records(Topics.DECISIONS).stream()
                .map(record -> decode(record, MessageType.DECISION))
                .toList();
    }

    private static <T> T decode(TestRecord<byte[], byte[]> record, MessageType<T> type) {
        try {
            return type.decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }

    private long stored(String store) {
        long count = 0;
        try (var all = driver.<String, byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
