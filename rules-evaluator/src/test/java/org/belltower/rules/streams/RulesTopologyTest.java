package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.ANAS_PHONE;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.crowd;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.switchedOn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.DistrictId;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.junit.jupiter.api.Test;

class RulesTopologyTest extends TopologyFixture {
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
    void I_11_a_redelivered_event_is_told_once() {
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
    void R12_I_9_a_change_in_another_district_with_the_same_ids_tells_nobody_here_and_is_no_repeat_of_ours() {
        everythingIsAllowed();
        ChangeEvent ours = live(scored("85"), NOON);
        DistrictId south = new DistrictId("south");
        put(Topics.SETTINGS, encoded(new DistrictSettings(south, 1, true, true, 2027, null)));
        put(Topics.AUDIENCE, encoded(new Audience(south, ANA, 5, Set.of(THIS_YEAR), List.of())));
        put(
                Topics.CHANGES,
                ChangeCodec.encode(new ChangeEvent(south, ours.id(), ours.order(), ours.origin(), ours.change())));
        assertThat(pushes()).isEmpty();

        put(Topics.CHANGES, ChangeCodec.encode(ours));
        assertThat(pushes())
                .allSatisfy(push -> assertThat(push.district()).isEqualTo(ours.district()))
                .extracting(Push::device)
                .containsExactly(ANAS_PHONE, MUMS_PHONE);
    }

    @Test
    void a_lower_version_of_an_audience_or_of_settings_is_ignored() {
        everythingIsAllowed();
        put(Topics.AUDIENCE, encoded(new Audience(NORTH, ANA, 4, Set.of(THIS_YEAR), List.of())));
        put(Topics.SETTINGS, encoded(new DistrictSettings(NORTH, 0, false, true, 2027, null)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        assertThat(pushes()).hasSize(2);
    }

    @Test
    void A1_a_newer_version_of_the_settings_holds_for_the_next_event() {
        everythingIsAllowed();
        put(Topics.SETTINGS, encoded(new DistrictSettings(NORTH, 2, false, true, 2027, null)));
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
    void A1_an_event_that_waited_on_the_topic_while_the_district_was_off_is_skipped_for_good() {
        everythingIsAllowed();
        put(Topics.SETTINGS, encoded(switchedOn(NOON)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)), NOON.minusMillis(1));
        assertThat(pushes()).isEmpty();
        assertThat(skips(decisions().getFirst())).containsExactly(Reason.DISTRICT_OFF, Reason.DISTRICT_OFF);

        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(1))), NOON);
        assertThat(pushes()).hasSize(2).extracting(Push::waitsSince).containsOnly(NOON);
    }

    /// What stands on the topic without a time comes as the first moment there is ([TimelessRecords]).
    @Test
    void A1_an_event_of_which_nobody_knows_when_it_was_accepted_is_older_than_the_switch() {
        everythingIsAllowed();
        put(Topics.SETTINGS, encoded(switchedOn(NOON)));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)), Instant.EPOCH);
        assertThat(skips(decisions().getFirst())).containsExactly(Reason.DISTRICT_OFF, Reason.DISTRICT_OFF);
    }

    private static List<Reason> skips(Decision decision) {
        return decision.candidates().stream()
                .map(candidate -> switch (candidate) {
                    case Decision.Skipped skipped -> skipped.reason();
                    case Decision.Pushed pushed -> throw new AssertionError("pushed " + pushed);
                })
                .toList();
    }

    @Test
    void I_50_a_tombstone_drops_the_audience_and_what_is_remembered() {
        everythingIsAllowed();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)));
        put(Topics.AUDIENCE, WireRecord.tombstone(audience().key()));
        assertThat(stored(RulesTopology.AUDIENCE_STORE)).isZero();
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(1))));
        driver.advanceWallClockTime(AUDIENCE_TIMEOUT);
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, Reason.NO_AUDIENCE);
    }

    @Test
    void I_2_an_audience_of_which_no_decision_could_be_written_is_told_nothing_and_the_record_says_why() {
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
        assertThat(pushes(Topics.PUSH_BULK))
                .as("more than its district may have at once")
                .hasSize(800);
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

    @Test
    void C3_a_districts_flood_of_alerts_overflows_into_the_bulk_lane_and_returns_when_it_has_passed() {
        everythingIsAllowed();
        for (int change = 0; change < 15; change++) {
            put(Topics.CHANGES, ChangeCodec.encode(live(scored("8" + change), NOON.plusSeconds(change))));
        }
        assertThat(pushes()).as("twenty at once").hasSize(20);
        assertThat(pushes(Topics.PUSH_BULK))
                .extracting(Push::device)
                .hasSize(10)
                .contains(ANAS_PHONE, MUMS_PHONE);
        assertThat(decisions())
                .hasSize(15)
                .allSatisfy(decision -> assertThat(decision.candidates())
                        .hasSize(2)
                        .allSatisfy(candidate -> assertThat(candidate).isInstanceOf(Decision.Pushed.class)));
        assertThat(heard.overflowed).hasValue(10);

        driver.advanceWallClockTime(Duration.ofSeconds(1));
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("90"), NOON.plusSeconds(60))));
        assertThat(pushes()).hasSize(2);
        assertThat(pushes(Topics.PUSH_BULK)).isEmpty();
    }
}
