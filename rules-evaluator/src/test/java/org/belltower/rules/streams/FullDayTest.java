package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.audience;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;
import static org.belltower.rules.Given.scored;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.model.DeviceId;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.AttendanceRecorded.Excuse;
import org.belltower.model.change.AttendanceRecorded.Status;
import org.belltower.model.change.Change;
import org.belltower.model.change.ItemStep;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.Topics;
import org.belltower.rules.Given;
import org.junit.jupiter.api.Test;

/// A day of attendance of which more devices were told than one record of what is remembered can name: Ana's guardian
/// has ever other phones, and the names of the periods are as long as they may be.
class FullDayTest extends TopologyFixture {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");
    private static final int PHONES = 700;
    private static final String UPDATED = "Attendance was updated. Open the app to see it.";

    private Instant now = NOON;

    @Test
    void I_18_who_could_not_be_remembered_is_not_told_and_those_who_were_hear_of_the_correction() {
        everythingIsAllowed();
        phones("first");
        assertThat(happens(mark(FRIDAY, "1", Status.ABSENT))).hasSize(PHONES);
        phones("second");
        assertThat(happens(mark(FRIDAY, "2", Status.ABSENT))).isEmpty();
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, Reason.AUDIENCE_TOO_LARGE);

        phones("first");
        assertThat(happens(mark(FRIDAY, "1", Status.PRESENT)))
                .hasSize(PHONES)
                .extracting(Push::body)
                .containsOnly(UPDATED);
        assertThat(happens(mark(FRIDAY, "1", Status.ABSENT))).isEmpty();
    }

    @Test
    void I_20_a_full_day_stops_nothing_else_of_the_student() {
        everythingIsAllowed();
        phones("first");
        assertThat(happens(mark(FRIDAY, "1", Status.ABSENT))).hasSize(PHONES);
        phones("second");
        assertThat(happens(mark(FRIDAY, "2", Status.ABSENT))).isEmpty();
        assertThat(happens(scored("85"))).hasSize(PHONES);
        assertThat(happens(mark(FRIDAY.plusDays(3), "1", Status.ABSENT))).hasSize(PHONES);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void a_record_whose_longer_name_is_too_much_for_the_day_keeps_its_reason_and_rings_nobody_again() {
        everythingIsAllowed();
        Change named = new AttendanceRecorded(ANA, HIGH, THIS_YEAR, FRIDAY, "a", Status.ABSENT, Excuse.UNKNOWN);
        phones("many", 2 * PHONES);
        assertThat(happens(named)).hasSize(2 * PHONES);
        AttendanceRecorded longer = mark(FRIDAY, "b", Status.ABSENT);
        now = now.plusSeconds(1);
        put(Topics.CHANGES, ChangeCodec.encode(Given.with(new ItemStep.Move(named.item()), live(longer, now))));
        assertThat(everyPush()).isEmpty();
        assertThat(happens(mark(FRIDAY, "b", Status.PRESENT))).isEmpty();
        assertThat(decisions()).extracting(Decision::reason).containsExactly(null, Reason.NO_CHANGE, null);
        assertThat(reasons()).isEmpty();
    }

    private void phones(String of) {
        phones(of, PHONES);
    }

    private void phones(String of, int count) {
        List<AudienceDevice> phones = IntStream.range(0, count)
                .mapToObj(phone -> device(new DeviceId(of + "-" + phone)))
                .toList();
        put(Topics.AUDIENCE, encoded(audience(new Member(MUM, guardian(), phones))));
    }

    private static AttendanceRecorded mark(LocalDate day, String period, Status status) {
        return new AttendanceRecorded(ANA, HIGH, THIS_YEAR, day, period + "\u5bb6".repeat(254), status, Excuse.UNKNOWN);
    }

    private List<Push> happens(Change change) {
        now = now.plusSeconds(1);
        put(Topics.CHANGES, ChangeCodec.encode(live(change, now)));
        return everyPush();
    }

    private List<Push> everyPush() {
        return Stream.concat(pushes().stream(), pushes(Topics.PUSH_BULK).stream())
                .toList();
    }
}
