package org.belltower.service.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.belltower.model.heartbeat.Link;
import org.belltower.model.heartbeat.Link.Reach;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final Probe.Found REACHED = new Probe.Found.Reached();
    private static final Probe.Found AWAY = new Probe.Found.Away("timeout");

    private long nanos = 5;
    private final Peer peer = new Peer();
    private final Probes probes = new Probes(List.of(peer), () -> nanos, new Random(1));

    private static final class Peer implements Probe {
        private final Deque<Found> answers = new ArrayDeque<>();
        private Optional<Duration> heard = Optional.empty();
        private boolean needed = true;
        private boolean fails;
        private int asked;
        private Runnable meanwhile = () -> {};

        @Override
        public String peer() {
            return "apns";
        }

        @Override
        public Found ask() {
            asked++;
            meanwhile.run();
            if (fails) {
                throw new IllegalStateException("a defect");
            }
            return answers.isEmpty() ? REACHED : answers.removeFirst();
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public boolean isNeeded() {
            return needed;
        }

        @Override
        public Optional<Duration> heardAgo() {
            return heard;
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void tick() throws InterruptedException {
        for (WatchedProbe each : probes.each()) {
            each.tick();
        }
    }

    private Link link() {
        return probes.links().getFirst();
    }

    @Test
    void A12_before_anybody_was_asked_nothing_is_known() {
        assertThat(link()).isEqualTo(new Link("apns", Reach.UNKNOWN, null, null));
    }

    @Test
    void A12_without_traffic_a_probe_tells_and_says_how_old_that_is() throws Exception {
        tick();
        pass(Duration.ofSeconds(2));
        assertThat(link()).isEqualTo(new Link("apns", Reach.CONNECTED, null, 2_000L));
        peer.answers.add(AWAY);
        pass(Duration.ofSeconds(40));
        tick();
        assertThat(link()).isEqualTo(new Link("apns", Reach.DISCONNECTED, "timeout", 0L));
    }

    @Test
    void it_is_asked_about_as_often_as_the_interval_says_and_never_sooner_than_three_quarters_of_it() throws Exception {
        for (int second = 0; second < 3_000; second++) {
            tick();
            pass(Duration.ofSeconds(1));
        }
        assertThat(peer.asked).isBetween(80, 131);
    }

    @Test
    void A12_traffic_that_goes_well_spares_the_probe() throws Exception {
        peer.heard = Optional.of(Duration.ofSeconds(3));
        for (int second = 0; second < 300; second++) {
            tick();
            pass(Duration.ofSeconds(1));
        }
        assertThat(peer.asked).isZero();
        assertThat(link()).isEqualTo(new Link("apns", Reach.CONNECTED, null, 3_000L));
        peer.heard = Optional.of(Duration.ofSeconds(31));
        pass(Duration.ofSeconds(4));
        tick();
        assertThat(peer.asked).isEqualTo(1);
    }

    @Test
    void a_probe_that_failed_after_the_last_traffic_counts_more() throws Exception {
        peer.heard = Optional.of(Duration.ofSeconds(31));
        peer.answers.add(AWAY);
        tick();
        assertThat(link().reach()).isEqualTo(Reach.DISCONNECTED);
        peer.heard = Optional.of(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(2));
        assertThat(link().reach()).isEqualTo(Reach.CONNECTED);
    }

    @Test
    void A12_what_was_found_too_long_ago_is_not_known_any_more() throws Exception {
        tick();
        pass(Duration.ofSeconds(91));
        assertThat(link().reach()).isEqualTo(Reach.UNKNOWN);
    }

    @Test
    void a_probe_with_a_defect_says_that_nobody_is_reached_and_is_tried_again() throws Exception {
        peer.fails = true;
        tick();
        assertThat(link()).isEqualTo(new Link("apns", Reach.DISCONNECTED, "failure", 0L));
        peer.fails = false;
        pass(Duration.ofSeconds(40));
        tick();
        assertThat(link().reach()).isEqualTo(Reach.CONNECTED);
    }

    @Test
    void a_question_that_hangs_is_known_to_when_the_deadline_passes() throws Exception {
        tick();
        pass(Duration.ofSeconds(40));
        peer.meanwhile = () -> {
            pass(Duration.ofSeconds(12));
            assertThat(link()).isEqualTo(new Link("apns", Reach.CONNECTED, null, 52_000L));
            pass(Duration.ofSeconds(1));
            assertThat(link()).isEqualTo(new Link("apns", Reach.DISCONNECTED, "timeout", 1_000L));
        };
        tick();
        assertThat(link()).isEqualTo(new Link("apns", Reach.DISCONNECTED, "timeout", 1_000L));

        peer.meanwhile = () -> {};
        pass(Duration.ofSeconds(40));
        tick();
        assertThat(link().reach()).isEqualTo(Reach.CONNECTED);
    }

    @Test
    void who_could_not_be_asked_is_not_known_and_why_is_told() throws Exception {
        peer.answers.add(new Probe.Found.NotAsked("pool-busy"));
        tick();
        assertThat(link()).isEqualTo(new Link("apns", Reach.UNKNOWN, "pool-busy", 0L));
    }

    @Test
    void whom_nobody_needs_is_neither_asked_nor_told_of() throws Exception {
        peer.needed = false;
        tick();
        assertThat(peer.asked).isZero();
        assertThat(probes.links()).isEmpty();
    }
}
