package org.belltower.dispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.limit.QuarterHours;
import org.belltower.dispatch.limit.Quota;
import org.belltower.dispatch.limit.Rate;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.service.failure.RetryPolicy;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private static final Credential TEAM = new Credential(Provider.APNS, "TEAM/production");
    private static final Credential PROJECT = new Credential(Provider.FCM, "project");
    private static final DistrictId DISTRICT = new DistrictId("maple");
    private static final AppId APP = new AppId("family");
    private static final RetryPolicy PAUSES =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));

    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final InstantSource time = () -> now;

    private Permits permits(int most) {
        FlowSettings settings = new FlowSettings(most, Shares.USUAL, Optional.empty(), PAUSES, PAUSES);
        return new Permits(settings, time, () -> now.toEpochMilli() * 1_000_000);
    }

    /// Notes what it is told.
    private static final class Asked implements Ticket {
        private final Turn turn;
        private final List<Permit> granted = new ArrayList<>();
        private final List<Instant> closed = new ArrayList<>();
        private final List<String> holds = new ArrayList<>();

        private Asked(Turn turn) {
            this.turn = turn;
        }

        @Override
        public Turn turn() {
            return turn;
        }

        @Override
        public void granted(Permit permit) {
            granted.add(permit);
        }

        @Override
        public void closed(Instant until, Hold by) {
            closed.add(until);
            holds.add(by.toString());
        }

        private boolean isGranted() {
            return !granted.isEmpty();
        }

        private void answered(Verdict verdict) {
            granted.removeFirst().giveBack(verdict);
        }
    }

    private static Asked ask(Permits permits, Lane lane, String district, Credential credential) {
        Asked asked = new Asked(new Turn(lane, new DistrictId(district), APP, credential));
        permits.ask(asked);
        return asked;
    }

    private static Asked ask(Permits permits) {
        return ask(permits, Lane.ALERTS, "maple", TEAM);
    }

    @Test
    void the_limit_holds_under_many_threads_and_everyone_gets_a_turn() throws Exception {
        Permits permits = permits(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch turns = new CountDownLatch(5_000);
        ConcurrentLinkedQueue<Permit> out = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 5_000; i++) {
                threads.execute(() -> permits.ask(new Ticket() {
                    @Override
                    public Turn turn() {
                        return new Turn(Lane.ALERTS, DISTRICT, APP, TEAM);
                    }

                    @Override
                    public void granted(Permit permit) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        out.add(permit);
                    }

                    @Override
                    public void closed(Instant until, Hold by) {}
                }));
                threads.execute(() -> {
                    Permit permit = out.poll();
                    if (permit != null) {
                        inside.decrementAndGet();
                        turns.countDown();
                        permit.giveBack(new Verdict.Accepted());
                    }
                });
            }
        }
        for (Permit permit = out.poll(); permit != null; permit = out.poll()) {
            inside.decrementAndGet();
            turns.countDown();
            permit.giveBack(new Verdict.Accepted());
        }
        assertThat(turns.await(1, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(permits.state(TEAM).inFlight()).isZero();
    }

    @Test
    void one_credential_does_not_wait_for_another() {
        Permits permits = permits(1);
        assertThat(ask(permits).isGranted()).isTrue();
        assertThat(ask(permits, Lane.ALERTS, "maple", PROJECT).isGranted()).isTrue();
        assertThat(ask(permits).isGranted()).isFalse();
        assertThat(permits.state(TEAM).inFlight()).isEqualTo(1);
        assertThat(permits.state(TEAM).alertsWaiting()).isEqualTo(1);
    }

    @Test
    void whoever_waits_gets_the_permit_that_is_given_back() {
        Permits permits = permits(1);
        Asked first = ask(permits);
        Asked second = ask(permits);
        Asked third = ask(permits);
        first.answered(new Verdict.Accepted());
        assertThat(second.isGranted()).isTrue();
        assertThat(third.isGranted()).isFalse();
        second.answered(new Verdict.Nothing());
        assertThat(third.isGranted()).isTrue();
    }

    @Test
    void what_is_taken_back_is_not_told_and_keeps_nobody_waiting() {
        Permits permits = permits(1);
        Asked first = ask(permits);
        Asked second = ask(permits);
        Asked third = ask(permits);
        assertThat(permits.takeBack(ticket -> ticket == second)).containsExactly(second);
        first.answered(new Verdict.Accepted());
        assertThat(second.isGranted()).isFalse();
        assertThat(third.isGranted()).isTrue();
    }

    @Test
    void a_thousand_that_answer_at_once_do_not_stand_on_one_stack() {
        Permits permits = permits(1);
        Asked first = ask(permits);
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            permits.ask(new Ticket() {
                @Override
                public Turn turn() {
                    return new Turn(Lane.ALERTS, DISTRICT, APP, TEAM);
                }

                @Override
                public void granted(Permit permit) {
                    answered.incrementAndGet();
                    permit.giveBack(new Verdict.Nothing());
                }

                @Override
                public void closed(Instant until, Hold by) {}
            });
        }
        first.answered(new Verdict.Accepted());
        assertThat(answered).hasValue(100_000);
    }

    @Test
    void what_live_connections_do_not_carry_waits_and_goes_when_they_do() {
        Permits permits = permits(500);
        permits.streams(TEAM, 1);
        Asked first = ask(permits);
        Asked second = ask(permits);
        assertThat(first.isGranted()).isTrue();
        assertThat(second.isGranted()).isFalse();
        permits.streams(TEAM, 2);
        assertThat(second.isGranted()).isTrue();
    }

    @Test
    void P5_an_alert_finds_a_permit_though_bulk_takes_all_that_it_may() {
        Permits permits = permits(10);
        List<Asked> bulk = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bulk.add(ask(permits, Lane.BULK, "maple", TEAM));
        }
        assertThat(bulk.stream().filter(Asked::isGranted)).hasSize(8);
        assertThat(ask(permits).isGranted()).isTrue();
        assertThat(ask(permits).isGranted()).isTrue();
        assertThat(ask(permits).isGranted()).isFalse();
    }

    @Test
    void R5_an_outage_tells_those_that_wait_when_to_come_again_and_lets_one_probe_go_then() {
        Permits permits = permits(100);
        permits.streams(TEAM, 16);
        Verdict.Dropped dropped = new Verdict.Dropped("ServiceUnavailable", Duration.ZERO);
        for (int i = 0; i < 31; i++) {
            ask(permits).answered(dropped);
        }
        Asked last = ask(permits);
        List<Asked> others = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            others.add(ask(permits));
        }
        last.answered(dropped);
        List<Asked> waited = others.stream().filter(asked -> !asked.isGranted()).toList();
        assertThat(waited)
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.closed)
                        .hasSize(1)
                        .allSatisfy(until -> assertThat(until).isBetween(now.plusMillis(500), now.plusSeconds(1))));
        Instant until = waited.getFirst().closed.getFirst();
        assertThat(ask(permits).closed).containsExactly(until);

        String hold = waited.getFirst().holds.getFirst();
        assertThat(permits.passage(hold)).isEqualTo(Passage.CLOSED);

        others.stream().filter(Asked::isGranted).forEach(asked -> asked.answered(dropped));
        now = until;
        assertThat(permits.passage(hold)).isEqualTo(Passage.PROBE);
        Asked probe = ask(permits);
        assertThat(probe.isGranted()).isTrue();
        assertThat(permits.passage(hold)).isEqualTo(Passage.CLOSED);
        assertThat(ask(permits).closed).containsExactly(now.plusSeconds(1));
        probe.answered(new Verdict.Accepted());
        assertThat(permits.passage(hold)).isEqualTo(Passage.OPEN);
        assertThat(ask(permits).isGranted()).isTrue();
    }

    /// It is put aside by that, and does not stand in others' way on the lane.
    @Test
    void R4_a_provider_that_says_when_closes_its_credential_until_then_and_tells_those_that_wait() {
        Permits permits = permits(1);
        Asked told = ask(permits);
        Asked waits = ask(permits);
        Instant then = now.plusSeconds(60);
        told.answered(new Verdict.Dropped("429", Duration.ofSeconds(60)));
        assertThat(waits.closed).containsExactly(then);
        now = now.plusSeconds(30);
        assertThat(ask(permits).closed).containsExactly(then);
        assertThat(permits.passage(TEAM.toString())).isEqualTo(Passage.CLOSED);
        assertThat(ask(permits, Lane.ALERTS, "maple", PROJECT).isGranted()).isTrue();

        now = then;
        assertThat(permits.passage(TEAM.toString())).isEqualTo(Passage.OPEN);
        assertThat(ask(permits).isGranted()).isTrue();
    }

    @Test
    void a_refusal_stops_its_own_app_and_no_other_of_the_credential() {
        Permits permits = permits(100);
        ask(permits).answered(new Verdict.Refused("TopicDisallowed"));
        Asked closed = ask(permits);
        assertThat(closed.holds).containsExactly("APNS/TEAM/production#family");
        assertThat(permits.passage("APNS/TEAM/production#family")).isEqualTo(Passage.CLOSED);
        assertThat(permits.passage("APNS/TEAM/production#students")).isEqualTo(Passage.OPEN);
        assertThat(permits.passage("APNS/TEAM/production")).isEqualTo(Passage.OPEN);
        Asked other = new Asked(new Turn(Lane.ALERTS, DISTRICT, new AppId("students"), TEAM));
        permits.ask(other);
        assertThat(other.isGranted()).isTrue();
        now = closed.closed.getFirst();
        assertThat(permits.passage("APNS/TEAM/production#family")).isEqualTo(Passage.PROBE);
    }

    @Test
    void B11_a_credential_that_was_replaced_begins_anew_whatever_was_held_against_the_former_one() {
        Permits permits = permits(500);
        ask(permits).answered(new Verdict.Refused("InvalidProviderToken"));
        assertThat(ask(permits).isGranted()).isFalse();
        permits.replaced(TEAM, APP);
        assertThat(permits.passage("APNS/TEAM/production#family")).isEqualTo(Passage.OPEN);
        List<Asked> out = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            out.add(ask(permits));
        }
        out.forEach(asked -> asked.answered(new Verdict.TokenRejected()));
        assertThat(ask(permits).holds).containsExactly("APNS/TEAM/production#family#maple");
        assertThat(permits.passage("APNS/TEAM/production#family#maple")).isEqualTo(Passage.CLOSED);
        permits.replaced(TEAM, APP);
        assertThat(permits.passage("APNS/TEAM/production#family#maple")).isEqualTo(Passage.OPEN);
        assertThat(ask(permits).isGranted()).isTrue();
    }

    @Test
    void B11_a_credential_that_was_replaced_need_not_wait_for_what_the_provider_told_the_former_one() {
        Permits permits = permits(500);
        ask(permits).answered(new Verdict.Dropped("QUOTA_EXCEEDED", Duration.ofHours(1)));
        assertThat(ask(permits).isGranted()).isFalse();
        permits.replaced(TEAM, APP);
        assertThat(ask(permits).isGranted()).isTrue();
    }

    @Test
    void B11_a_project_that_was_replaced_need_not_wait_for_the_quota_of_the_former_one() {
        Permits permits = permits(500);
        Credential project = new Credential(Provider.FCM, "uploaded");
        ask(permits, Lane.ALERTS, "maple", project)
                .answered(new Verdict.Dropped("QUOTA_EXCEEDED", Duration.ofHours(1)));
        permits.replaced(project, APP);
        assertThat(ask(permits, Lane.ALERTS, "maple", project).isGranted()).isTrue();
    }

    @Test
    void a_probe_that_did_not_leave_says_nothing_of_an_outage() {
        Permits permits = permits(500);
        for (int i = 0; i < 64; i++) {
            Asked asked = ask(permits);
            if (asked.isGranted()) {
                asked.answered(new Verdict.Dropped("deadline", Duration.ZERO));
            }
        }
        assertThat(permits.state(TEAM).outage()).isInstanceOf(Breaker.State.Open.class);
        now = now.plus(Duration.ofMinutes(1));
        Asked probe = ask(permits);
        assertThat(probe.isGranted()).isTrue();
        probe.answered(new Verdict.Nothing());
        assertThat(permits.state(TEAM).outage()).isInstanceOf(Breaker.State.Open.class);
    }

    @Test
    void R7_a_wrong_environment_trips_its_district_after_a_hundred_and_no_other() {
        Permits permits = permits(500);
        int rejected = 0;
        List<Asked> out = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Asked other = ask(permits, Lane.ALERTS, "oak", TEAM);
            if (other.isGranted()) {
                other.answered(new Verdict.Accepted());
            }
            out.add(ask(permits));
        }
        for (Asked asked : out) {
            if (asked.isGranted()) {
                asked.answered(new Verdict.TokenRejected());
                rejected++;
            }
        }
        assertThat(rejected).isEqualTo(100);
        assertThat(ask(permits).closed).hasSize(1);
        assertThat(ask(permits, Lane.ALERTS, "oak", TEAM).isGranted()).isTrue();
        assertThat(permits.state(TEAM).tripped()).containsOnlyKeys(new Turn.Party(DISTRICT, APP));
    }

    @Test
    void how_long_the_one_that_waits_longest_has_waited_is_told_whatever_its_district_and_lane() {
        Permits permits = permits(1);
        Asked first = ask(permits);
        assertThat(permits.state(TEAM).longestWait()).isNull();
        ask(permits, Lane.BULK, "oak", TEAM);
        now = now.plusSeconds(3);
        ask(permits, Lane.ALERTS, "maple", TEAM);
        ask(permits, Lane.ALERTS, "elm", TEAM);
        now = now.plusSeconds(2);
        assertThat(permits.state(TEAM).longestWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(permits.state(TEAM).waiting()).isEqualTo(3);
        assertThat(permits.takeBack(it -> it.turn().lane() == Lane.BULK)).hasSize(1);
        assertThat(permits.state(TEAM).longestWait()).isEqualTo(Duration.ofSeconds(2));
        assertThat(first.isGranted()).isTrue();
    }

    @Test
    void a_credential_by_which_nothing_was_sent_stands_as_it_will_begin() {
        FlowState fresh = permits(500).state(TEAM);
        assertThat(fresh.limit()).isPositive();
        assertThat(fresh.inFlight()).isZero();
        assertThat(fresh.outage()).isEqualTo(new Breaker.State.Closed());
        assertThat(fresh.quota()).isNull();
    }

    @Test
    void only_a_project_of_firebases_has_a_quota() {
        Rate rate = new Rate(10_000, Duration.ZERO);
        FlowSettings settings = new FlowSettings(500, Shares.USUAL, Optional.of(rate), PAUSES, PAUSES);
        Permits permits = new Permits(settings, time, () -> now.toEpochMilli() * 1_000_000);
        ask(permits, Lane.ALERTS, "maple", PROJECT);
        ask(permits, Lane.ALERTS, "maple", TEAM);
        assertThat(permits.state(PROJECT).quota()).isEqualTo(new Quota(10_000, 999, Duration.ZERO));
        assertThat(permits.state(TEAM).quota()).isNull();
    }

    private Permits permits(Rate rate) {
        FlowSettings settings = new FlowSettings(500, Shares.USUAL, Optional.of(rate), PAUSES, PAUSES);
        return new Permits(settings, time, () -> now.toEpochMilli() * 1_000_000);
    }

    @Test
    void copies_of_the_service_share_the_quota_of_a_project_whether_it_was_used_by_then_or_not() {
        Permits permits = permits(new Rate(10_000, Duration.ZERO));
        ask(permits, Lane.ALERTS, "maple", PROJECT);
        permits.share(0.25);
        assertThat(permits.state(PROJECT).quota()).isEqualTo(new Quota(2_500, 250, Duration.ZERO));
        Credential other = new Credential(Provider.FCM, "other");
        ask(permits, Lane.ALERTS, "maple", other);
        assertThat(permits.state(other).quota()).isEqualTo(new Quota(2_500, 249, Duration.ZERO));
    }

    @Test
    void at_eight_a_big_bulk_send_to_firebase_goes_slower_and_alerts_pass_it() {
        now = Instant.parse("2026-03-02T08:00:00Z");
        Permits permits = permits(new Rate(100, Duration.ZERO, new QuarterHours(0.2)));
        List<Asked> bulk = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            bulk.add(ask(permits, Lane.BULK, "maple", PROJECT));
        }
        assertThat(bulk).filteredOn(Asked::isGranted).hasSize(2);
        assertThat(ask(permits, Lane.ALERTS, "maple", PROJECT).isGranted()).isTrue();
        assertThat(ask(permits, Lane.BULK, "maple", TEAM).isGranted())
                .as("Apple asks for no such thing")
                .isTrue();
        now = now.plusMillis(100);
        permits.tick();
        assertThat(bulk).filteredOn(Asked::isGranted).hasSize(4);
    }
}
