package org.belltower.dispatch.fcm.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.belltower.dispatch.fcm.http2.Pulse.Sign;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final Pulse pulse = new Pulse(Long.MAX_VALUE - at(1));

    private static long at(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    /// The clock runs over in the first second.
    private static long now(long seconds) {
        return Long.MAX_VALUE - at(1) + at(seconds);
    }

    @Test
    void who_is_silent_is_asked_once_and_dead_when_that_brings_nothing() {
        assertThat(pulse.at(now(4))).isEqualTo(Sign.ALIVE);
        assertThat(pulse.at(now(5))).isEqualTo(Sign.SILENT);
        assertThat(pulse.at(now(6))).isEqualTo(Sign.ALIVE);
        assertThat(pulse.at(now(9))).isEqualTo(Sign.ALIVE);
        assertThat(pulse.at(now(10))).isEqualTo(Sign.DEAD);
    }

    @Test
    void who_says_anything_lives_and_is_asked_again_after_the_next_silence() {
        assertThat(pulse.at(now(5))).isEqualTo(Sign.SILENT);
        pulse.read(now(6));
        assertThat(pulse.at(now(10))).isEqualTo(Sign.ALIVE);
        assertThat(pulse.at(now(11))).isEqualTo(Sign.SILENT);
    }

    /// A clock that jumped, or a process that stood still, is no proof: it is asked first.
    @Test
    void nobody_is_dead_who_was_not_asked() {
        assertThat(pulse.at(now(100))).isEqualTo(Sign.SILENT);
        assertThat(pulse.at(now(104))).isEqualTo(Sign.ALIVE);
        assertThat(pulse.at(now(105))).isEqualTo(Sign.DEAD);
    }

    @Test
    void it_is_idle_a_minute_after_its_last_use() {
        pulse.used(now(10));
        assertThat(pulse.isIdle(now(70))).isFalse();
        assertThat(pulse.isIdle(now(71))).isTrue();
    }

    @Test
    void an_answer_counts_from_when_it_was_read() {
        pulse.read(now(3));
        pulse.answered();
        assertThat(pulse.answeredSince(now(3))).isTrue();
        assertThat(pulse.answeredSince(now(4))).isFalse();
    }
}
