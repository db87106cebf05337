package org.belltower.local.demo.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DayTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Instant EVENING = Instant.parse("2026-11-21T02:00:00Z");

    @Test
    void a_day_is_counted_where_the_school_is() {
        assertThat(Day.parse("today").date(EVENING, CHICAGO)).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(Day.parse("yesterday").date(EVENING, CHICAGO)).isEqualTo(LocalDate.parse("2026-11-19"));
        assertThat(Day.parse("tomorrow").date(EVENING, CHICAGO)).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(Day.parse("today+200").date(EVENING, CHICAGO)).isEqualTo(LocalDate.parse("2027-06-08"));
        assertThat(Day.parse("today-170").date(EVENING, CHICAGO)).isEqualTo(LocalDate.parse("2026-06-03"));
    }

    @Test
    void just_before_midnight_yesterday_stays_over_and_today_goes_on() {
        Instant late = Instant.parse("2026-11-21T05:55:00Z");
        assertThat(Day.parse("yesterday").date(late, CHICAGO)).isEqualTo(LocalDate.parse("2026-11-19"));
        assertThat(Day.parse("today").date(late, CHICAGO)).isEqualTo(LocalDate.parse("2026-11-21"));
        assertThat(Day.parse("tomorrow").date(late, CHICAGO)).isEqualTo(LocalDate.parse("2026-11-22"));
    }

    @Test
    void a_date_is_no_day() {
        assertThatThrownBy(() -> Day.parse("2026-11-20")).hasMessageContaining("a day is today");
    }
}
