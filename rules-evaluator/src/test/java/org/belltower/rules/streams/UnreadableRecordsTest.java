package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.balance;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.scored;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.test.TestRecord;
import org.belltower.model.AppId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.junit.jupiter.api.Test;

/// Records that cannot be read, or on which the service fails: put aside, and they stop nothing (I-20).
class UnreadableRecordsTest extends TopologyFixture {
    @Test
    void I_20_a_record_nobody_can_read_is_put_aside_with_why_and_where_and_the_next_one_goes_on() {
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
    void I_20_a_record_on_which_this_service_fails_is_put_aside_and_the_next_one_goes_on() {
        everythingIsAllowed();
        ChangeEvent essay = live(scored("85"), NOON);
        driver.<String, byte[]>getTimestampedKeyValueStore(RulesTopology.MEMORY_STORE)
                .put(
                        StudentStores.memoryKey(
                                essay.key(),
                                essay.change().category(),
                                essay.change().item()),
                        ValueAndTimestamp.make(new byte[] {'{'}, NOON.toEpochMilli()));
        put(Topics.CHANGES, ChangeCodec.encode(essay));
        put(Topics.CHANGES, ChangeCodec.encode(live(balance("2.50"), NOON)));
        assertThat(reasons()).containsExactly("this service failed on it: IllegalStateException");
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void I_20_an_audience_that_cannot_be_compared_or_kept_is_put_aside_and_denies() {
        driver.<String, byte[]>getKeyValueStore(RulesTopology.AUDIENCE_STORE)
                .put(audience().key().toString(), new byte[] {'{'});
        put(Topics.AUDIENCE, encoded(audience()));
        WireRecord large = new WireRecord(audience().key(), encoded(audience()).headers(), new byte[1_024_001]);
        put(Topics.AUDIENCE, large);
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        driver.advanceWallClockTime(AUDIENCE_TIMEOUT);
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
    void I_2_settings_that_cannot_be_read_deny_until_readable_ones_come() {
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
    void I_20_settings_of_a_kind_that_is_not_needed_or_not_known_take_nothing_away() {
        everythingIsAllowed();
        put(
                Topics.SETTINGS,
                encoded(new RightsSettings(
                        NORTH, 9, Map.of(new GroupId("office"), ToolRights.of(StaffTool.APPS, Right.READ)))));
        put(Topics.SETTINGS, encoded(new AppSettings(NORTH, 9, new AppId("family"), Set.of())));
        WireRecord known = encoded(district());
        put(
                Topics.SETTINGS,
                new WireRecord(
                        new RecordKey(NORTH, "weather"),
                        known.headers(),
                        "{\"kind\": \"weather\", \"district\": \"north\", \"version\": 9}"
                                .getBytes(StandardCharsets.UTF_8)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(pushes()).hasSize(2);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void I_2_an_audience_that_cannot_be_read_denies_and_what_is_remembered_stays() {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        WireRecord audience = encoded(audience());
        put(Topics.AUDIENCE, new WireRecord(audience.key(), audience.headers(), new byte[] {'{'}));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(1))));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90.0"), NOON.plusSeconds(2))));
        driver.advanceWallClockTime(AUDIENCE_TIMEOUT);
        assertThat(decisions())
                .extracting(Decision::reason)
                .containsExactly(null, Reason.NO_AUDIENCE, Reason.NO_CHANGE);
    }
}
