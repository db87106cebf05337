package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.deferral.Deferred.APPLE;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.NORTH;
import static org.belltower.dispatch.deferral.Deferred.SOUTH;
import static org.belltower.dispatch.deferral.Deferred.due;
import static org.belltower.dispatch.deferral.Deferred.held;
import static org.belltower.dispatch.deferral.Deferred.place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.belltower.dispatch.deferral.DeferralPump.Receiver;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.junit.jupiter.api.Test;

class DeferralPumpTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private final KnownOutcomes outcomes = new KnownOutcomes();
    private final AtomicLong nanos = new AtomicLong();
    private final LeaseKeeper keeper = new LeaseKeeper(table, LEASE, RESERVE, UUID::randomUUID, nanos::get);
    private final List<ClaimedPush> handed = new ArrayList<>();
    private final Places places = new Places(10);
    private final List<Runnable> taken = new ArrayList<>();
    private int unbroken = Integer.MAX_VALUE;
    private State lane = State.CLOSED;
    private Instant now = NOON;

    private final DeferralPump pump = new DeferralPump(
            new DeferralPump.Parts(table, new Claims(table, keeper), outcomes),
            keeper,
            end -> table.end(List.of(end), NOON),
            new Receiver(places::taken, _ -> lane, this::take),
            () -> now);

    private void take(ClaimedPush push) {
        handed.add(push);
        taken.add(places.take(push.line()));
        if (handed.size() > unbroken) {
            throw new IllegalStateException("cannot be taken");
        }
    }

    /// As if so much time had passed.
    private void leaseIsOver(Lease lease) {
        assertThat(table.renew(lease.claimer(), Duration.ZERO)).isTrue();
    }

    @Test
    void what_is_due_is_handed_over_as_far_as_there_is_room() {
        table.put(IntStream.range(0, 50).mapToObj(it -> due(it, NOON)).toList());
        keeper.tick();

        assertThat(pump.tick()).isEqualTo(5);
        assertThat(pump.tick()).isZero();
        handed.forEach(ClaimedPush::finished);
        taken.forEach(Runnable::run);
        assertThat(pump.tick()).isEqualTo(5);
    }

    @Test
    void I29_an_alert_that_falls_due_after_a_districts_bulk_finds_a_place_though_none_of_that_has_left() {
        table.put(IntStream.range(0, 500)
                .mapToObj(
                        it -> Deferred.bulk(it % 2 == 0 ? NORTH : SOUTH, it, new Wait(NOON.minusSeconds(60), null, 0)))
                .toList());
        keeper.tick();
        pump.tick();
        pump.tick();
        handed.clear();

        table.put(List.of(due(900, NOON)));
        assertThat(pump.tick()).isEqualTo(1);
        assertThat(handed).extracting(ClaimedPush::place).containsExactly(place(900));
    }

    @Test
    void what_a_credential_takes_slowly_does_not_have_all_places_when_others_fall_due() {
        lane = State.OPEN;
        table.put(IntStream.range(0, 500).mapToObj(it -> held(it, NOON, APPLE)).toList());
        keeper.tick();
        pump.tick();
        pump.tick();
        handed.clear();

        table.put(List.of(held(900, NOON, "FCM/project"), due(901, NOON)));
        pump.tick();
        assertThat(handed).extracting(ClaimedPush::place).containsExactlyInAnyOrder(place(900), place(901));
    }

    @Test
    void one_districts_many_do_not_keep_back_anothers_few() {
        table.put(IntStream.range(0, 500)
                .mapToObj(it -> due(it, NOON.minusSeconds(1_000 - it)))
                .toList());
        table.put(List.of(
                Deferred.of(SOUTH, 900, new Wait(NOON, null, 0)), Deferred.of(SOUTH, 901, new Wait(NOON, null, 0))));
        keeper.tick();
        pump.tick();

        assertThat(handed)
                .extracting(push -> push.place().offset())
                .contains(900L, 901L)
                .hasSize(6);
    }

    @Test
    void a_lane_that_is_closed_hands_out_nothing_one_that_is_probed_a_single_push() {
        table.put(IntStream.range(0, 50).mapToObj(it -> held(it, NOON, APPLE)).toList());
        keeper.tick();

        assertThat(pump.tick()).isZero();
        lane = State.PROBE;
        assertThat(pump.tick()).isEqualTo(1);
        lane = State.OPEN;
        assertThat(pump.tick()).isEqualTo(4);
    }

    @Test
    void what_is_held_beyond_its_life_is_handed_over_to_end() {
        table.put(List.of(held(1, NOON, APPLE)));
        keeper.tick();
        now = NOON.plus(Duration.ofDays(1));

        assertThat(pump.tick()).isEqualTo(1);
        assertThat(handed.getFirst().line()).isEqualTo(Deferred.line(APPLE, NORTH));
    }

    @Test
    void C4_what_has_an_outcome_since_a_crash_is_finished_and_not_handed_over() {
        UUID crashed = UUID.randomUUID();
        table.put(List.of(due(1, NOON), due(2, NOON)));
        table.enter(crashed, LEASE);
        table.claim(new DeferralTable.Claim(
                crashed, List.of(new DeferralTable.Share(table.turns(1).getFirst(), 9)), 0, NOON, outcomes.ends()));
        outcomes.ended(place(2));
        table.release(crashed);
        keeper.tick();

        assertThat(pump.tick()).isEqualTo(1);
        assertThat(handed).extracting(ClaimedPush::place).containsExactly(place(1));
        assertThat(table.backlog().getFirst().pushes()).isEqualTo(1);
        assertThat(outcomes.asked()).isEqualTo(1);
    }

    @Test
    void while_the_outcomes_cannot_be_read_nothing_in_doubt_is_handed_over() {
        table.put(List.of(due(1, NOON)));
        keeper.tick();
        pump.tick();
        handed.removeFirst().letGo();
        outcomes.away(true);
        assertThatThrownBy(pump::tick).isInstanceOf(IllegalStateException.class);
        assertThat(handed).isEmpty();

        outcomes.away(false);
        assertThat(pump.tick()).isEqualTo(1);
    }

    @Test
    void R3_what_was_claimed_without_an_answer_is_claimed_anew_when_the_lease_is_over() {
        table.put(List.of(due(1, NOON)));
        keeper.tick();
        Lease lease = keeper.current().orElseThrow();
        table.deaf(true);
        assertThatThrownBy(pump::tick).isInstanceOf(NotNowException.class);
        table.deaf(false);
        assertThat(keeper.current()).isEmpty();
        keeper.tick();
        assertThat(pump.tick()).isZero();

        leaseIsOver(lease);
        assertThat(table.reap()).isEqualTo(1);
        assertThat(pump.tick()).isEqualTo(1);
        assertThat(handed.getFirst().lease().holds()).isTrue();
    }

    @Test
    void R3_what_could_not_be_handed_over_and_what_is_behind_it_are_claimed_anew() {
        table.put(IntStream.range(0, 5).mapToObj(it -> due(it, NOON)).toList());
        keeper.tick();
        Lease lease = keeper.current().orElseThrow();
        unbroken = 2;
        assertThatThrownBy(pump::tick).isInstanceOf(IllegalStateException.class);
        assertThat(handed).hasSize(3).noneMatch(push -> push.lease().gate().enter());
        unbroken = Integer.MAX_VALUE;
        handed.clear();
        taken.forEach(Runnable::run);
        taken.clear();

        keeper.tick();
        leaseIsOver(lease);
        assertThat(table.reap()).isEqualTo(5);
        assertThat(pump.tick()).isEqualTo(5);
    }

    @Test
    void nothing_may_be_sent_once_the_lease_was_not_renewed_and_all_comes_anew_under_the_next_one() {
        table.put(List.of(due(1, NOON)));
        keeper.tick();
        pump.tick();
        ClaimedPush push = handed.removeFirst();
        assertThat(push.lease().holds()).isTrue();

        table.away(true);
        nanos.addAndGet(LEASE.minus(RESERVE).toNanos());
        assertThatThrownBy(keeper::tick).isInstanceOf(NotNowException.class);
        assertThat(push.lease().holds()).isFalse();
        assertThat(push.lease().gate().enter()).isFalse();
        assertThat(keeper.current()).isEmpty();

        table.away(false);
        keeper.tick();
        assertThat(pump.tick()).isZero();
        push.letGo();
        assertThat(pump.tick()).isEqualTo(1);
        assertThat(handed.getFirst().lease().holds()).isTrue();
    }

    @Test
    void a_lease_that_others_took_to_be_over_is_not_gone_on_with() {
        keeper.tick();
        Lease lease = keeper.current().orElseThrow();
        table.release(lease.claimer());
        keeper.tick();

        assertThat(lease.holds()).isFalse();
        assertThat(keeper.current()).isPresent();
    }

    @Test
    void once_it_is_stopped_nothing_more_is_taken() {
        table.put(List.of(due(1, NOON)));
        keeper.tick();
        pump.stop();
        assertThat(pump.tick()).isZero();
        assertThat(table.turns(1)).extracting(DeferralTable.Turn::line).containsExactly(Deferred.line(null, NORTH));
    }

    @Test
    void of_what_is_said_of_a_push_the_first_counts() {
        table.put(List.of(due(1, NOON)));
        keeper.tick();
        pump.tick();
        handed.getFirst().finished();
        handed.getFirst().again(NOON, null, 3);
        assertThat(table.backlog()).isEmpty();
    }
}
