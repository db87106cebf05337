package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.balance;
import static org.belltower.rules.Given.calendar;
import static org.belltower.rules.Given.change;
import static org.belltower.rules.Given.district;
import static org.belltower.rules.Given.event;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.school;
import static org.belltower.rules.Given.scored;
import static org.belltower.rules.Given.view;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.belltower.model.Category;
import org.belltower.model.StudentId;
import org.belltower.model.change.Change;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Origin;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.junit.jupiter.api.Test;

/// Every memory has an end (I-50), and none comes so early that something is told anew (A4).
class MemoryPurgeTest extends TopologyFixture {
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant now = NOON;

    @Test
    void I_50_a_balance_is_forgotten_once_it_was_not_heard_of_for_the_retention_and_not_before() {
        everythingIsAllowed();
        happens(balance("2.50"));
        passes(RETENTION.minus(HOUR));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isEqualTo(1);
        passes(HOUR);
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
    }

    @Test
    void A4_what_changes_nothing_tells_nobody_and_is_remembered_as_long_again() {
        everythingIsAllowed();
        happens(balance("2.50"));
        passes(RETENTION.minus(HOUR));
        happens(balance("2.5"));
        passes(RETENTION.minus(HOUR));
        put(event(balance("2.500"), now, Origin.SNAPSHOT));
        passes(RETENTION.minus(HOUR));
        happens(balance("2.50"));
        assertThat(decisions())
                .extracting(Decision::reason)
                .containsExactly(null, Reason.NO_CHANGE, Reason.NOT_LIVE, Reason.NO_CHANGE);
        assertThat(pushes()).as("of the first").hasSize(2);
    }

    @Test
    void what_belongs_to_a_calendar_that_nobody_knows_is_forgotten_after_the_retention() {
        put(Topics.SETTINGS, encoded(district()));
        put(Topics.SETTINGS, encoded(school()));
        put(Topics.AUDIENCE, encoded(audience()));
        happens(scored("85"));
        passes(RETENTION.minus(HOUR));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isEqualTo(1);
        passes(HOUR);
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
    }

    @Test
    void what_was_told_of_a_day_is_forgotten_though_its_calendar_is_known_no_more() {
        everythingIsAllowed();
        happens(change(Category.ATTENDANCE));
        assertThat(stored(RulesTopology.ATTENDANCE_STORE)).isEqualTo(1);
        put(Topics.SETTINGS, WireRecord.tombstone(calendar().key()));
        passes(RETENTION);
        assertThat(stored(RulesTopology.ATTENDANCE_STORE)).isZero();
    }

    @Test
    void I_50_of_a_student_without_an_audience_nothing_is_remembered_longer_however_late_the_calendar_ends() {
        everythingIsAllowed();
        put(Topics.SETTINGS, encoded(endingIn(2099)));
        happens(scored("85", ANA));
        happens(scored("85", new StudentId("erased")));
        passes(AUDIENCE_TIMEOUT);
        passes(RETENTION.minus(HOUR));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isEqualTo(2);
        passes(HOUR);
        assertThat(stored(RulesTopology.MEMORY_STORE)).as("Ana's").isEqualTo(1);
        happens(scored("85.0", ANA));
        assertThat(decisions())
                .extracting(Decision::reason)
                .containsExactly(null, Reason.NO_AUDIENCE, Reason.NO_CHANGE);
    }

    private static CalendarSettings endingIn(int year) {
        return new CalendarSettings(NORTH, 2, THIS_YEAR, HIGH, 2027, LocalDate.of(year, 6, 4), false);
    }

    @Test
    void A4_after_its_calendar_ended_an_item_is_remembered_while_it_is_spoken_of() {
        everythingIsAllowed();
        passes(Duration.between(NOON, Instant.parse("2027-07-20T12:00:00Z")));
        happens(scored("85"));
        passes(Duration.ofDays(29));
        happens(scored("85.0"));
        passes(Duration.ofDays(29));
        happens(scored("85"));
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, Reason.NO_CHANGE, Reason.NO_CHANGE);
        passes(Duration.ofDays(30));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
    }

    @Test
    void what_stands_there_without_when_it_was_heard_of_is_not_forgotten_at_once_and_has_an_end() {
        var memories = Stores.timestampedKeyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("memories"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        memories.init(new MockProcessorContext<>().getStateStoreContext(), memories);
        MemoryPurge purge = MemoryPurge.ofItems(memories, new MemoryPurge.Terms(view(), _ -> true, RETENTION));
        // As a store from before it was kept with them is read.
        memories.put(key(0), ValueAndTimestamp.make(new byte[] {'{'}, -1));
        purge.tick(NOON);
        purge.tick(NOON.plus(RETENTION).minusMillis(1));
        assertThat(memories.get(key(0))).isNotNull();
        purge.tick(NOON.plus(RETENTION));
        assertThat(memories.get(key(0))).isNull();
    }

    @Test
    void no_look_is_longer_than_its_slice_and_the_next_goes_on_where_it_stopped() {
        int slice = 10_000;
        var memories = driver.<String, byte[]>getTimestampedKeyValueStore(RulesTopology.MEMORY_STORE);
        byte[] unreadable = "{".getBytes(StandardCharsets.UTF_8);
        IntStream.range(0, slice + 1).forEach(i -> memories.put(key(i), ValueAndTimestamp.make(unreadable, 0)));
        passes(Duration.ofMinutes(10));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isEqualTo(1);
        passes(Duration.ofMinutes(10));
        assertThat(stored(RulesTopology.MEMORY_STORE)).isZero();
    }

    private static String key(int item) {
        return StudentStores.memoryKey(audience().key(), Category.LUNCH_BALANCE, "account-" + item);
    }

    private void happens(Change change) {
        put(live(change, now));
    }

    private void put(ChangeEvent event) {
        put(Topics.CHANGES, ChangeCodec.encode(event), now);
    }

    private void passes(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }
}
