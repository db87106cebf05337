package org.belltower.dispatch.history.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.belltower.model.DeviceId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.StudentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be asked, and what is refused.
class QuestionTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(60);

    private static Range range(
            @Nullable Instant from, @Nullable Instant to, @Nullable String limit, @Nullable String after) {
        return Range.of(from, to, limit, after, NOON, KEPT);
    }

    private static void refuses(String field, ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void without_a_time_it_is_about_the_last_seven_days_and_what_is_being_decided() {
        Range range = range(null, null, null, null);

        assertThat(range.from()).isEqualTo(NOON.minus(Duration.ofDays(7)));
        assertThat(range.to()).isAfter(NOON);
        assertThat(range.limit()).isEqualTo(Range.DEFAULT_LIMIT);
        assertThat(range.after()).isEqualTo(Cursor.NEWEST);
    }

    @Test
    void with_an_end_alone_it_is_about_the_seven_days_before_as_far_as_they_are_kept() {
        assertThat(range(null, NOON.minus(Duration.ofDays(20)), null, null).from())
                .isEqualTo(NOON.minus(Duration.ofDays(27)));
        assertThat(range(null, NOON.minus(Duration.ofDays(58)), null, null).from())
                .isEqualTo(NOON.minus(KEPT).minus(Duration.ofHours(1)));
    }

    @Test
    void more_than_is_kept_and_an_end_before_the_beginning_are_refused_by_name() {
        refuses("from", () -> range(NOON.minus(Duration.ofDays(61)), null, null, null));
        refuses("to", () -> range(NOON, NOON, null, null));
        refuses("to", () -> range(null, Instant.MAX, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "x", "", "1e2"})
    void a_limit_that_is_none_is_refused(String limit) {
        refuses("limit", () -> range(null, null, limit, null));
    }

    @Test
    void a_cursor_comes_back_as_it_went_out_to_the_microsecond() {
        Cursor cursor = new Cursor(NOON.plusNanos(123_456_789), 42L << 48 | 7);

        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(cursor.at()).isEqualTo(NOON.plusNanos(123_456_000));
        assertThat(range(null, null, "3", cursor.text()).after()).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "_____________________w", "AAAAAAAAAAAAAAAAAAAAAAAA", "a b"})
    void a_cursor_that_no_answer_gave_is_refused(String text) {
        refuses("after", () -> Cursor.parse(text));
    }

    @Test
    void it_is_about_one_event_one_device_or_one_student() {
        assertThat(About.of(null, "/sis", "e", null, null)).isEqualTo(new About.OfEvent(null, "/sis", "e"));
        assertThat(About.of("c", "/sis", "e", null, null)).isEqualTo(new About.OfEvent("c", "/sis", "e"));
        assertThat(About.of(null, null, null, "d", null)).isEqualTo(new About.OfDevice(new DeviceId("d")));
        assertThat(About.of(null, null, null, null, "s")).isEqualTo(new About.OfStudent(new StudentId("s")));
    }

    @Test
    void none_or_more_of_these_or_half_an_event_is_refused_by_name() {
        refuses("source", () -> About.of(null, null, null, null, null));
        refuses("source", () -> About.of(null, null, "e", null, null));
        refuses("id", () -> About.of(null, "/sis", null, null, null));
        refuses("source", () -> About.of(null, "/sis", "e", "d", null));
        refuses("student", () -> About.of(null, null, null, "d", "s"));
        refuses("source", () -> About.of("c", null, null, null, null));
    }
}
