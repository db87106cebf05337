package org.belltower.local.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.model.outcome.Reason;
import org.junit.jupiter.api.Test;

class SampleDayTest {
    private final FirstDay written = FirstDayFiles.load();
    private final FirstDay day = SampleDay.after(written);

    private List<CaseEvent> events() {
        return day.chapters().getLast().cases().getFirst().events();
    }

    @Test
    void the_district_is_of_believable_size() {
        District district = day.districts().getLast();
        assertThat(district.schools()).hasSize(2);
        assertThat(district.calendars()).hasSize(3);
        assertThat(district.students()).hasSize(300);
        assertThat(district.devices()).hasSize(700);
        assertThat(events()).hasSize(1_000);
    }

    @Test
    void the_written_day_stays_as_it_is() {
        assertThat(day.districts()).startsWith(written.districts().toArray(District[]::new));
        assertThat(day.chapters()).startsWith(written.chapters().toArray(FirstDay.Chapter[]::new));
    }

    @Test
    void it_is_the_same_day_each_time() {
        assertThat(SampleDay.after(written)).isEqualTo(day);
    }

    @Test
    void every_reason_that_a_sleepy_day_can_have_occurs_and_many_are_told() {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int told = 0;
        for (CaseEvent event : events()) {
            switch (event.expected()) {
                case Expectation.Nobody nobody ->
                    nobody.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                case Expectation.Told(var arrives, var skipped) -> {
                    told += arrives.size();
                    skipped.values().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                }
                case Expectation.Refused refused -> throw new AssertionError(refused);
            }
        }
        assertThat(reasons)
                .containsOnlyKeys(
                        Reason.NOT_LIVE,
                        Reason.REPEAT,
                        Reason.OLDER_VERSION,
                        Reason.NO_CHANGE,
                        Reason.CALENDAR_UNKNOWN,
                        Reason.NOT_ACTIVE_YEAR,
                        Reason.TOOL_NOT_DISPLAYED,
                        Reason.CONTACT_PREFERENCE_OFF,
                        Reason.NO_ACTIVE_SCHOOL,
                        Reason.NO_PORTAL,
                        Reason.RESTRICTED,
                        Reason.RELATIONSHIP_NOT_CURRENT,
                        Reason.SIGNED_OUT,
                        Reason.NOT_STAY_LOGGED_IN,
                        Reason.NOT_SUBSCRIBED,
                        Reason.THRESHOLD_NOT_CROSSED,
                        Reason.PERMISSION_DENIED);
        assertThat(told).isGreaterThan(300);
    }
}
