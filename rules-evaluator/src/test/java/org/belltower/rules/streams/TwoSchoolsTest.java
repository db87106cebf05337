package org.belltower.rules.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.rules.Given.ANA;
import static org.belltower.rules.Given.CHICAGO;
import static org.belltower.rules.Given.HIGH;
import static org.belltower.rules.Given.MUM;
import static org.belltower.rules.Given.MUMS_PHONE;
import static org.belltower.rules.Given.NOON;
import static org.belltower.rules.Given.NORTH;
import static org.belltower.rules.Given.THIS_YEAR;
import static org.belltower.rules.Given.device;
import static org.belltower.rules.Given.guardian;
import static org.belltower.rules.Given.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.SchoolId;
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.Member;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.Change;
import org.belltower.model.change.GradePosted;
import org.belltower.model.change.Score;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.Test;

/// A student who is enrolled in the high school and in the college beside it.
class TwoSchoolsTest extends TopologyFixture {
    private static final SchoolId COLLEGE = new SchoolId("college");
    private static final CalendarId COLLEGE_YEAR = new CalendarId("college-2027");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private void enrolledInBoth(Set<Category> contactPreferencesOfTheCollege) {
        everythingIsAllowed();
        put(
                Topics.SETTINGS,
                encoded(new SchoolSettings(
                        NORTH, 1, COLLEGE, CHICAGO, EnumSet.allOf(Tool.class), contactPreferencesOfTheCollege)));
        put(
                Topics.SETTINGS,
                encoded(new CalendarSettings(
                        NORTH, 1, COLLEGE_YEAR, COLLEGE, 2027, LocalDate.parse("2027-05-14"), false)));
        Member mum = new Member(MUM, guardian(), List.of(device(MUMS_PHONE)));
        put(Topics.AUDIENCE, encoded(new Audience(NORTH, ANA, 6, Set.of(THIS_YEAR, COLLEGE_YEAR), List.of(mum))));
    }

    private void change(Change change, Instant time) {
        put(Topics.CHANGES, ChangeCodec.encode(live(change, time)));
    }

    private static Change grade(SchoolId school, CalendarId calendar) {
        return new GradePosted(ANA, school, calendar, "math", "Q2", new Score.Percent(new BigDecimal("85")));
    }

    private static Change absence(SchoolId school, CalendarId calendar) {
        return new AttendanceRecorded(
                ANA, school, calendar, TODAY, "1", AttendanceRecorded.Status.ABSENT, AttendanceRecorded.Excuse.UNKNOWN);
    }

    @Test
    void I_7_the_school_of_the_record_decides_and_not_the_students_other_one() {
        enrolledInBoth(EnumSet.complementOf(EnumSet.of(Category.GRADES)));
        change(grade(COLLEGE, COLLEGE_YEAR), NOON);
        change(grade(HIGH, THIS_YEAR), NOON);
        List<Decision> decisions = decisions();
        assertThat(decisions.getFirst().candidates())
                .containsExactly(new Decision.Skipped(MUMS_PHONE, MUM, Reason.CONTACT_PREFERENCE_OFF));
        assertThat(decisions.getLast().candidates()).singleElement().isInstanceOf(Decision.Pushed.class);
    }

    @Test
    void I_7_attendance_of_one_day_at_two_schools_is_told_for_each_and_once() {
        enrolledInBoth(EnumSet.allOf(Category.class));
        for (int saves = 0; saves < 2; saves++) {
            change(absence(HIGH, THIS_YEAR), NOON.plusSeconds(saves));
            change(absence(COLLEGE, COLLEGE_YEAR), NOON.plusSeconds(saves));
        }
        assertThat(pushes()).hasSize(2);
        assertThat(decisions())
                .extracting(Decision::reason)
                .containsExactly(null, null, Reason.NO_CHANGE, Reason.NO_CHANGE);
    }
}
