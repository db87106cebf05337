package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.ANAS_PHONE;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.change;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.event;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.belltower.model.Category;
import org.belltower.model.DistrictId;
import org.belltower.model.StudentId;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.ItemStep;
import org.belltower.model.change.Origin;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.DeadLetterHeaders;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.kafka.KafkaRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// News that overtakes the roster: it waits for the student's audience.
class UnknownStudentsTest extends TopologyFixture {
    private static final DistrictId OTHER = new DistrictId("south");

    @BeforeEach
    void the_school_is_known_and_nobody_in_it() {
        put(Topics.SETTINGS, encoded(district()));
        put(Topics.SETTINGS, encoded(school()));
        put(Topics.SETTINGS, encoded(calendar()));
    }

    @Test
    void news_of_an_unknown_student_is_told_as_soon_as_the_audience_is_known() {
        put(live(scored("85"), NOON));
        assertThat(decisions()).isEmpty();
        assertThat(heard.waited).hasValue(1);

        driver.advanceWallClockTime(Duration.ofMinutes(9));
        put(Topics.AUDIENCE, encoded(audience()));
        assertThat(pushes()).extracting(Push::device).containsExactly(ANAS_PHONE, MUMS_PHONE);
        assertThat(decisions()).extracting(Decision::reason).containsOnlyNulls();
    }

    @Test
    void what_waited_is_as_old_as_when_it_was_accepted() {
        put(Topics.CHANGES, ChangeCodec.encode(live(scored("85"), NOON)), NOON.plusSeconds(5));
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        put(Topics.AUDIENCE, encoded(audience()));
        assertThat(pushes()).isNotEmpty().allSatisfy(push -> {
            assertThat(push.waitsSince()).isEqualTo(NOON.plusSeconds(5));
            assertThat(push.expires()).isEqualTo(NOON.plus(Duration.ofHours(24)));
        });
    }

    @Test
    void after_ten_minutes_nobody_is_told_and_the_value_is_known() {
        put(live(scored("85"), NOON));
        driver.advanceWallClockTime(AUDIENCE_TIMEOUT.minusSeconds(1));
        assertThat(decisions()).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(6));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_AUDIENCE);

        put(Topics.AUDIENCE, encoded(audience()));
        put(live(scored("85.0"), NOON.plusSeconds(1)));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_CHANGE);
        assertThat(pushes()).isEmpty();
    }

    @Test
    void I_23_what_happens_to_the_student_meanwhile_waits_behind_it_and_keeps_its_order() {
        ChangeEvent first = live(scored("85"), NOON);
        ChangeEvent repeated = first;
        ChangeEvent restored = live(scored("85.0"), NOON.plusSeconds(1));
        ChangeEvent snapshot = event(change(Category.GRADES), NOON.plusSeconds(2), Origin.SNAPSHOT);
        ChangeEvent last = live(scored("60"), NOON.plusSeconds(3));
        put(first);
        put(repeated);
        put(restored);
        put(snapshot);
        put(last);
        assertThat(decisions()).isEmpty();

        put(Topics.AUDIENCE, encoded(audience()));
        assertThat(decisions())
                .extracting(Decision::event, Decision::reason)
                .containsExactly(
                        tuple(first.id(), null),
                        tuple(first.id(), Reason.REPEAT),
                        tuple(restored.id(), Reason.NO_CHANGE),
                        tuple(snapshot.id(), Reason.NOT_LIVE),
                        tuple(last.id(), null));
        assertThat(stored(RulesTopology.WAITING_STORE)).isZero();
    }

    @Test
    void what_tells_nobody_whoever_they_are_does_not_wait() {
        put(event(scored("85"), NOON, Origin.SNAPSHOT));
        put(live(scored("85.0"), NOON.plusSeconds(1)));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NOT_LIVE, Reason.NO_CHANGE);
    }

    @Test
    void another_students_news_does_not_wait_behind_it() {
        put(live(scored("85", new StudentId("nobody")), NOON));
        put(Topics.AUDIENCE, encoded(audience()));
        put(live(scored("85", ANA), NOON));
        assertThat(decisions()).extracting(Decision::student).containsExactly(ANA);
    }

    @Test
    void I_50_of_a_student_who_is_erased_nothing_waits_any_more() {
        put(live(scored("85"), NOON));
        put(Topics.AUDIENCE, WireRecord.tombstone(audience().key()));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_AUDIENCE);
        assertThat(stored(RulesTopology.WAITING_STORE)).isZero();
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
    }

    @Test
    void of_more_than_a_task_keeps_the_oldest_wait_no_longer() {
        int more = 3;
        IntStream.range(0, WaitingChanges.MOST + more)
                .forEach(i -> put(live(scored("85", new StudentId("nobody-" + i)), NOON)));
        driver.advanceWallClockTime(Duration.ofSeconds(6));
        assertThat(decisions())
                .extracting(decision -> decision.student().value())
                .containsExactly("nobody-0", "nobody-1", "nobody-2");
        assertThat(stored(RulesTopology.WAITING_STORE)).isEqualTo(WaitingChanges.MOST);
    }

    @Test
    void C4_of_more_than_a_task_keeps_those_of_other_districts_wait_on() {
        put(live(scored("85"), NOON));
        IntStream.range(0, WaitingChanges.MOST)
                .forEach(i -> put(of(OTHER, live(scored("85", new StudentId("nobody-" + i)), NOON))));
        driver.advanceWallClockTime(Duration.ofSeconds(6));
        assertThat(decisions())
                .extracting(decision -> decision.student().value())
                .containsExactly("nobody-0");
    }

    @Test
    void I_50_the_end_of_an_item_brings_nothing_back_of_a_student_who_is_forgotten() {
        ChangeEvent scored = live(scored("85"), NOON);
        put(new ChangeEvent(
                scored.district(),
                scored.id(),
                scored.order(),
                scored.origin(),
                new ItemStep.Delete(),
                scored.change()));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.ITEM_GONE);
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
    }

    @Test
    void I_20_a_change_whose_headers_could_not_be_kept_does_not_wait() {
        WireRecord record = ChangeCodec.encode(live(scored("85"), NOON));
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.put("x", "x".repeat(600 * 1024));
        put(Topics.CHANGES, new WireRecord(record.key(), headers, Objects.requireNonNull(record.value())));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(Reason.NO_AUDIENCE);
        assertThat(stored(RulesTopology.WAITING_STORE)).isZero();
    }

    /// What ends waiting.
    enum End {
        AUDIENCE(null),
        ERASURE(Reason.NO_AUDIENCE),
        TIMEOUT(Reason.NO_AUDIENCE);

        private final @Nullable Reason next;

        /// @param next of what waits behind
        End(@Nullable Reason next) {
            this.next = next;
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void I_20_what_cannot_be_read_back_is_put_aside_and_what_waits_behind_it_is_decided(End end) {
        put(live(scored("85"), NOON));
        put(live(scored("90"), NOON.plusSeconds(1)));
        String first = "north/ana\u001f0000000000000000";
        byte[] spoilt = {0, 1, 2, 3};
        var waiting = driver.<String, byte[]>getKeyValueStore(RulesTopology.WAITING_STORE);
        assertThat(waiting.get(first)).isNotNull();
        waiting.put(first, spoilt);
        switch (end) {
            case AUDIENCE -> put(Topics.AUDIENCE, encoded(audience()));
            case ERASURE -> put(Topics.AUDIENCE, WireRecord.tombstone(audience().key()));
            case TIMEOUT -> driver.advanceWallClockTime(AUDIENCE_TIMEOUT);
        }
        assertThat(records(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(text(letter.key())).isEqualTo("north/ana");
            assertThat(letter.value()).isEqualTo(spoilt);
            assertThat(KafkaRecords.headers(letter.headers()))
                    .containsEntry(
                            DeadLetterHeaders.REASON,
                            "as it was kept while it waited for its audience:"
                                    + " the message is not well-formed JSON (line 1, column 2)")
                    .containsEntry(DeadLetterHeaders.TOPIC, Topics.CHANGES.name())
                    .containsEntry(DeadLetterHeaders.PARTITION, "0")
                    .containsEntry(DeadLetterHeaders.OFFSET, "0")
                    .as("so that it is not played again")
                    .containsEntry(DeadLetterHeaders.OMITTED, "headers");
        });
        assertThat(heard.deadLettered).containsExactly(Topics.CHANGES.name());
        assertThat(decisions()).singleElement().extracting(Decision::reason).isEqualTo(end.next);
        assertThat(stored(RulesTopology.WAITING_STORE)).isZero();
    }

    private static ChangeEvent of(DistrictId district, ChangeEvent event) {
        return new ChangeEvent(district, event.id(), event.order(), event.origin(), event.step(), event.change());
    }

    private void put(ChangeEvent event) {
        put(Topics.CHANGES, ChangeCodec.encode(event));
    }
}
