package org.belltower.service.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.belltower.model.heartbeat.Heartbeat;
import org.belltower.model.heartbeat.Heartbeat.Stage;
import org.belltower.model.heartbeat.Link.Reach;
import org.belltower.service.heartbeat.Verdict.Status;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {
    private final ServiceWatch watch = new ServiceWatch(ServiceWatch.Limits.USUAL, List.of("dispatcher"));
    private long second = 1_000;

    private static long nanos(long second) {
        return second * 1_000_000_000L;
    }

    private Instant instant() {
        return Beats.NOON.plusSeconds(second);
    }

    private ServiceStatus dispatcher() {
        return watch.judge(nanos(second), instant()).getFirst();
    }

    private Verdict verdict() {
        return dispatcher().copies().getFirst().verdict();
    }

    /// Listens through the seconds.
    private void listen(int seconds) {
        for (int i = 0; i < seconds; i++) {
            watch.looked(nanos(second));
            second++;
        }
        watch.looked(nanos(second));
    }

    private void hearNow(Heartbeat beat) {
        watch.heard(beat, OptionalLong.of(nanos(second - 1)), nanos(second));
    }

    private void readFromBefore(Heartbeat beat) {
        watch.heard(beat, OptionalLong.empty(), nanos(second));
    }

    @Test
    void A12_a_service_that_was_never_heard_is_unknown_however_long_one_listens() {
        assertThat(dispatcher().status()).isEqualTo(Status.UNKNOWN);
        listen(1_000);
        assertThat(dispatcher().status()).isEqualTo(Status.UNKNOWN);
        assertThat(dispatcher().connectivity()).isEqualTo(Reach.UNKNOWN);
        assertThat(dispatcher().copies()).isEmpty();
    }

    @Test
    void A12_it_is_active_while_it_is_heard_and_inactive_15_seconds_after_it_was_heard_last() {
        listen(30);
        hearNow(Beats.working("a"));
        assertThat(verdict()).isEqualTo(Verdict.BEATING);
        assertThat(dispatcher().status()).isEqualTo(Status.ACTIVE);
        listen(14);
        assertThat(verdict()).isEqualTo(Verdict.BEATING);
        listen(2);
        assertThat(verdict()).isEqualTo(Verdict.SILENT);
        assertThat(dispatcher().status()).isEqualTo(Status.INACTIVE);
    }

    @Test
    void A12_what_stood_on_the_topic_before_says_nothing_of_now() {
        readFromBefore(Beats.working("a"));
        listen(15);
        assertThat(verdict()).isEqualTo(Verdict.LISTENING);
        assertThat(dispatcher().status()).isEqualTo(Status.UNKNOWN);
        listen(1);
        assertThat(verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void A12_while_the_judge_cannot_read_nothing_is_known_of_anybody() {
        listen(30);
        hearNow(Beats.working("a"));
        hearNow(Beats.goodbye("b"));
        second += 6;
        assertThat(dispatcher().copies())
                .extracting(ServiceStatus.Copy::verdict)
                .containsExactly(Verdict.DEAF, Verdict.DEAF);
        assertThat(dispatcher().status()).isEqualTo(Status.UNKNOWN);
        assertThat(dispatcher().connectivity()).isEqualTo(Reach.UNKNOWN);
    }

    @Test
    void A12_after_a_time_without_kafka_nobody_is_taken_for_silent_who_could_not_be_heard() {
        listen(30);
        hearNow(Beats.working("a"));
        second += 120;
        listen(1);
        assertThat(verdict()).isEqualTo(Verdict.LISTENING);
        hearNow(Beats.working("a"));
        assertThat(verdict()).isEqualTo(Verdict.BEATING);
    }

    @Test
    void A12_what_was_written_while_the_judge_could_not_read_is_not_taken_for_fresh() {
        listen(30);
        long lastLook = second;
        second += 60;
        watch.heard(Beats.working("a"), OptionalLong.of(nanos(lastLook)), nanos(second));
        listen(0);
        assertThat(verdict()).isEqualTo(Verdict.LISTENING);
        listen(16);
        assertThat(verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void when_the_topic_is_read_anew_nothing_is_known_until_it_was_read() {
        listen(30);
        hearNow(Beats.working("a"));
        watch.beginsAnew();
        readFromBefore(Beats.goodbye("a"));
        assertThat(verdict()).isEqualTo(Verdict.DEAF);
    }

    @Test
    void A12_whoever_said_goodbye_is_inactive_at_once_and_active_again_when_heard() {
        listen(30);
        hearNow(Beats.working("a"));
        hearNow(Beats.goodbye("a"));
        assertThat(verdict()).isEqualTo(Verdict.STOPPED);
        assertThat(dispatcher().status()).isEqualTo(Status.INACTIVE);
        hearNow(Beats.working("a"));
        assertThat(verdict()).isEqualTo(Verdict.BEATING);
    }

    @Test
    void A12_a_process_that_lives_while_its_work_stands_still_is_not_active() {
        listen(30);
        hearNow(Beats.of("a", Stage.WORKING, 60_000L, Reach.CONNECTED));
        assertThat(verdict()).isEqualTo(Verdict.BEATING);
        hearNow(Beats.of("a", Stage.WORKING, 60_001L, Reach.CONNECTED));
        assertThat(verdict()).isEqualTo(Verdict.STALLED);
        hearNow(Beats.of("a", Stage.STARTING, null, Reach.CONNECTED));
        assertThat(verdict()).isEqualTo(Verdict.STARTING);
        assertThat(dispatcher().status()).isEqualTo(Status.INACTIVE);
    }

    @Test
    void a_service_is_active_if_one_copy_is_and_not_known_if_one_copy_is_not() {
        listen(30);
        hearNow(Beats.goodbye("a"));
        readFromBefore(Beats.working("b"));
        assertThat(dispatcher().status()).isEqualTo(Status.UNKNOWN);
        hearNow(Beats.working("c"));
        assertThat(dispatcher().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void connectivity_is_that_of_active_copies_and_one_that_is_cut_off_counts() {
        listen(30);
        hearNow(Beats.of("a", Stage.WORKING, 1L, Reach.CONNECTED, Reach.CONNECTED));
        assertThat(dispatcher().connectivity()).isEqualTo(Reach.CONNECTED);
        hearNow(Beats.of("b", Stage.WORKING, 1L, Reach.CONNECTED, Reach.UNKNOWN));
        assertThat(dispatcher().connectivity()).isEqualTo(Reach.UNKNOWN);
        hearNow(Beats.of("c", Stage.WORKING, 1L, Reach.UNKNOWN, Reach.DISCONNECTED));
        assertThat(dispatcher().connectivity()).isEqualTo(Reach.DISCONNECTED);
        hearNow(Beats.goodbye("c"));
        hearNow(Beats.goodbye("b"));
        assertThat(dispatcher().connectivity()).isEqualTo(Reach.CONNECTED);
    }

    @Test
    void since_when_is_told_of_the_change_and_not_of_the_look() {
        listen(30);
        hearNow(Beats.working("a"));
        Instant heard = instant();
        dispatcher();
        listen(10);
        hearNow(Beats.working("a"));
        assertThat(dispatcher().since()).isEqualTo(heard);
        hearNow(Beats.goodbye("a"));
        assertThat(dispatcher().since()).isEqualTo(instant());
    }

    @Test
    void a_copy_that_was_not_heard_for_a_day_is_told_of_no_more() {
        listen(30);
        hearNow(Beats.goodbye("a"));
        second += 86_401;
        listen(1);
        assertThat(dispatcher().copies()).isEmpty();
    }
}
