package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.deferral.Deferred.APPLE;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.NORTH;
import static org.belltower.dispatch.deferral.Deferred.SOUTH;
import static org.belltower.dispatch.deferral.Deferred.bulkLine;
import static org.belltower.dispatch.deferral.Deferred.due;
import static org.belltower.dispatch.deferral.Deferred.held;
import static org.belltower.dispatch.deferral.Deferred.key;
import static org.belltower.dispatch.deferral.Deferred.line;
import static org.belltower.dispatch.deferral.Deferred.place;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.belltower.dispatch.deferral.DeferralTable.Claim;
import org.belltower.dispatch.deferral.DeferralTable.Claimed;
import org.belltower.dispatch.deferral.DeferralTable.Held;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [DeferralTable] promises.
public interface DeferralTableContract {
    Duration LONG = Duration.ofMinutes(10);
    UUID ME = new UUID(1, 1);
    UUID OTHER = new UUID(1, 2);
    List<Long> ENDS =
            LongStream.range(0, Topics.PARTITIONS).map(it -> 100 + it).boxed().toList();

    /// The one of this test; empty when it begins.
    DeferralTable table();

    @Test
    default void a_push_is_claimed_as_it_was_put() {
        DeferredPush push = held(7, NOON, APPLE);
        table().put(List.of(push));
        enter();

        Claimed claimed = claim(ME, NOON, share(APPLE, NORTH, 5)).getFirst();

        assertThat(claimed.push())
                .usingRecursiveComparison()
                .ignoringFields("bytes")
                .isEqualTo(push);
        assertThat(claimed.push().bytes().headers()).isEqualTo(push.bytes().headers());
        assertThat(claimed.push().bytes().value()).isEqualTo(push.bytes().value());
        assertThat(claimed.outcomesFrom()).isNull();
    }

    @Test
    default void a_record_that_comes_again_waits_as_it_is_said_now() {
        table().put(List.of(due(1, NOON)));
        table().put(List.of(held(1, NOON.plusSeconds(60), APPLE), due(2, NOON)));

        assertThat(table().backlog())
                .containsExactly(
                        new Held(null, Deferred.FAMILY, 1, NOON),
                        new Held(APPLE, Deferred.FAMILY, 1, NOON.plusSeconds(60)));
    }

    @Test
    default void a_record_that_comes_again_leaves_the_push_as_it_is_when_somebody_has_had_it() {
        table().put(List.of(due(1, NOON), due(2, NOON.plusSeconds(1))));
        enter();
        assertThat(claim(ME, NOON, share(null, NORTH, 1))).hasSize(1);
        assertThat(table().offsetsFrom(place(2), 7)).containsExactly(2L);

        table().put(List.of(held(1, NOON, APPLE), held(2, NOON, APPLE)));

        assertThat(table().backlog()).containsExactly(new Held(null, Deferred.FAMILY, 2, NOON));
    }

    /// As a dead letter that is replayed does.
    @Test
    default void C4_a_push_that_has_ended_waits_anew_by_another_record_and_not_by_the_one_it_ended_by() {
        table().put(List.of(due(1, NOON)));
        enter();
        finish(claim(ME, NOON, share(null, NORTH, 1)));
        DeferredPush replayed = again(held(1, NOON.plusSeconds(60), APPLE));

        table().put(List.of(held(1, NOON, APPLE)));
        assertThat(table().turns(9)).isEmpty();
        table().put(List.of(replayed));

        assertThat(table().backlog()).containsExactly(new Held(APPLE, Deferred.FAMILY, 1, NOON.plusSeconds(60)));
        assertThat(table().purge(NOON.plusMillis(1), 9)).isZero();
        Claimed claimed =
                claim(ME, NOON.plusSeconds(60), share(APPLE, NORTH, 2)).getFirst();
        assertThat(claimed.push())
                .usingRecursiveComparison()
                .ignoringFields("bytes")
                .isEqualTo(replayed);
        assertThat(claimed.push().bytes().value()).isEqualTo(replayed.bytes().value());
        assertThat(claimed.push().bytes().headers()).isEqualTo(replayed.bytes().headers());
        assertThat(claimed.outcomesFrom()).isNull();
        assertThat(table().offsetsFrom(place(1), 0))
                .containsExactly(replayed.place().offset());

        // It came again, and has ended too.
        finish(List.of(claimed));
        table().put(List.of(replayed));
        assertThat(table().backlog()).isEmpty();
    }

    /// It may have been buried, and its end not been written down.
    @Test
    default void C4_a_push_that_a_crashed_one_had_waits_anew_by_another_record() {
        table().put(List.of(due(1, NOON)));
        enter();
        assertThat(claim(ME, NOON, share(null, NORTH, 1))).hasSize(1);
        DeferredPush replayed = again(due(1, NOON));

        table().put(List.of(replayed));
        table().release(ME);
        enter();
        assertThat(numbers(claim(ME, NOON, share(null, NORTH, 1)))).containsExactly(1L);
        table().release(ME);
        table().put(List.of(replayed));

        enter();
        Claimed claimed = claim(ME, NOON, share(null, NORTH, 1)).getFirst();
        assertThat(claimed.push().place()).isEqualTo(replayed.place());
        assertThat(claimed.outcomesFrom()).isNull();
    }

    @Test
    default void C4_the_end_of_a_record_said_once_more_does_not_end_another_of_the_same_push() {
        table().put(List.of(due(1, NOON)));
        enter();
        List<Claimed> first = claim(ME, NOON, share(null, NORTH, 1));
        finish(first);
        table().put(List.of(again(due(1, NOON))));
        finish(first);

        List<Claimed> second = claim(ME, NOON, share(null, NORTH, 1));
        assertThat(second).hasSize(1);
        finish(first);
        assertThat(table().backlog()).containsExactly(new Held(null, Deferred.FAMILY, 1, NOON));

        finish(second);
        assertThat(table().backlog()).isEmpty();
    }

    /// The same push by a record further up on its lane.
    private static DeferredPush again(DeferredPush push) {
        LaneOffset before = push.place();
        return new DeferredPush(
                push.key(),
                new LaneOffset(before.topic(), before.partition(), before.offset() + Topics.PARTITIONS),
                new LaneBytes(Map.of("ce_time", "later"), new byte[] {1, 2}),
                push.subject(),
                push.waits(),
                push.expires().plusSeconds(1));
    }

    @Test
    default void the_backlog_is_counted_by_what_is_waited_for_and_says_when_the_first_is_due() {
        table().put(List.of(
                due(1, NOON.plusSeconds(5)),
                held(2, NOON.plusSeconds(7), APPLE),
                held(3, NOON.plusSeconds(6), APPLE),
                Deferred.of(Deferred.SOUTH, 4, new Wait(NOON, APPLE, 1))));

        assertThat(table().backlog())
                .containsExactly(
                        new Held(null, Deferred.FAMILY, 1, NOON.plusSeconds(5)),
                        new Held(APPLE, Deferred.FAMILY, 3, NOON));
    }

    @Test
    default void a_record_that_comes_twice_in_one_portion_is_one_push() {
        table().put(List.of(due(1, NOON), due(1, NOON)));

        assertThat(table().backlog()).containsExactly(new Held(null, Deferred.FAMILY, 1, NOON));
    }

    @Test
    default void a_record_that_comes_after_its_push_has_ended_is_not_sent_again() {
        table().put(List.of(due(1, NOON)));
        enter();
        finish(claim(ME, NOON, share(null, NORTH, 1)));

        table().put(List.of(due(1, NOON)));

        assertThat(table().turns(10)).isEmpty();
        assertThat(claim(ME, NOON, share(null, NORTH, 1))).isEmpty();
        assertThat(table().offsetsFrom(place(1), 0)).containsExactly(1L);
    }

    @Test
    default void what_is_due_is_claimed_oldest_first_and_nothing_before_its_time() {
        table().put(List.of(due(1, NOON.plusSeconds(1)), due(2, NOON.minusSeconds(1)), due(3, NOON), due(4, NOON)));
        enter();

        assertThat(numbers(claim(ME, NOON, share(null, NORTH, 2))))
                .startsWith(2L)
                .hasSize(2);
        assertThat(claim(ME, NOON, share(null, NORTH, 9))).hasSize(1);
        assertThat(numbers(claim(ME, NOON.plusSeconds(1), share(null, NORTH, 9))))
                .containsExactly(1L);
    }

    @Test
    default void what_one_has_claimed_no_other_gets() {
        table().put(List.of(due(1, NOON), due(2, NOON)));
        enter();
        table().enter(OTHER, LONG);

        assertThat(claim(ME, NOON, share(null, NORTH, 1))).hasSize(1);
        assertThat(claim(OTHER, NOON, share(null, NORTH, 9))).hasSize(1);
        assertThat(claim(OTHER, NOON, share(null, NORTH, 9))).isEmpty();
        assertThat(table().reap()).isZero();
    }

    @Test
    default void each_credential_and_each_district_is_a_turn_of_its_own() {
        table().put(List.of(
                due(1, NOON.plusSeconds(5)),
                due(2, NOON),
                Deferred.of(SOUTH, 3, new Wait(NOON, null, 0)),
                held(4, NOON.plusSeconds(3), APPLE)));
        enter();

        assertThat(table().turns(10))
                .containsExactly(
                        new Turn(line(null, NORTH), NOON),
                        new Turn(line(null, SOUTH), NOON),
                        new Turn(line(APPLE, NORTH), NOON.plusSeconds(3)));
        assertThat(table().turns(1)).containsExactly(new Turn(line(null, NORTH), NOON));
        assertThat(numbers(claim(ME, NOON, share(null, SOUTH, 9), share("another", NORTH, 9))))
                .containsExactly(3L);
    }

    @Test
    default void what_came_by_the_bulk_lane_is_a_turn_of_its_own() {
        table().put(List.of(
                Deferred.bulk(NORTH, 1, new Wait(NOON.minusSeconds(9), null, 0)),
                Deferred.bulk(NORTH, 2, new Wait(NOON.minusSeconds(8), null, 0)),
                due(3, NOON),
                Deferred.bulk(SOUTH, 4, new Wait(NOON, APPLE, 0))));
        enter();

        Turn alerts = new Turn(line(null, NORTH), NOON);
        Turn bulk = new Turn(bulkLine(null, NORTH), NOON.minusSeconds(9));
        assertThat(table().turns(10)).containsExactlyInAnyOrder(alerts, bulk, new Turn(bulkLine(APPLE, SOUTH), NOON));
        assertThat(table().turns(1)).containsExactly(alerts);
        assertThat(numbers(claim(ME, NOON, new Share(alerts, 9)))).containsExactly(3L);
        assertThat(numbers(claim(ME, NOON, new Share(bulk, 1)))).containsExactly(1L);
    }

    @Test
    default void what_is_held_is_claimed_at_the_end_of_its_life() {
        DeferredPush held = held(1, NOON, APPLE);
        table().put(List.of(held, held(2, NOON, APPLE), due(3, NOON)));
        enter();

        assertThat(claim(expired(held.expires().minusMillis(1)))).isEmpty();
        assertThat(claim(expired(held.expires()))).hasSize(1);
        assertThat(claim(expired(held.expires()))).hasSize(1);
        assertThat(claim(expired(held.expires()))).isEmpty();
    }

    @Test
    default void a_push_never_waits_beyond_its_life() {
        DeferredPush push = due(1, NOON.plus(Duration.ofDays(30)));
        table().put(List.of(push));
        enter();

        assertThat(claim(ME, push.expires(), share(null, NORTH, 1))).hasSize(1);
    }

    @Test
    default void what_waits_once_more_is_as_if_nobody_had_had_it() {
        table().put(List.of(due(1, NOON)));
        enter();
        Claimed claimed = claim(ME, NOON, share(null, NORTH, 1)).getFirst();

        Instant later = NOON.plusSeconds(30);
        end(new End.Again(claimed.push().key(), ME, new Wait(later, APPLE, 4)));

        assertThat(table().turns(10)).containsExactly(new Turn(line(APPLE, NORTH), later));
        Claimed again = claim(ME, later, share(APPLE, NORTH, 1)).getFirst();
        assertThat(again.push().waits()).isEqualTo(new Wait(later, APPLE, 4));
        assertThat(again.outcomesFrom()).isNull();
    }

    @Test
    default void what_a_crashed_one_had_is_claimed_with_where_its_outcome_may_stand() {
        table().put(List.of(due(1, NOON), due(2, NOON), due(3, NOON)));
        table().enter(OTHER, LONG);
        enter();
        assertThat(claim(OTHER, NOON, share(null, NORTH, 3))).hasSize(3);

        table().renew(OTHER, Duration.ZERO);
        assertThat(claim(ME, NOON, share(null, NORTH, 3))).isEmpty();
        assertThat(table().reap()).isEqualTo(3);

        List<Claimed> claimed = claim(ME, NOON, share(null, NORTH, 3));
        assertThat(claimed).extracting(Claimed::outcomesFrom).containsExactlyInAnyOrder(101L, 102L, 103L);
        // And so it is for the third, from where the first began.
        table().release(ME);
        enter();
        List<Long> newer = ENDS.stream().map(end -> end + 50).toList();
        assertThat(table().claim(new Claim(ME, List.of(share(null, NORTH, 3)), 0, NOON, newer)))
                .extracting(Claimed::outcomesFrom)
                .containsExactlyInAnyOrder(101L, 102L, 103L);
    }

    @Test
    default void who_is_not_known_or_whose_lease_is_over_claims_nothing() {
        table().put(List.of(due(1, NOON)));
        assertThat(claim(ME, NOON, share(null, NORTH, 1))).isEmpty();
        table().enter(ME, Duration.ZERO);
        assertThat(claim(ME, NOON, share(null, NORTH, 1))).isEmpty();
        assertThat(table().reap()).isZero();
        assertThat(table().renew(ME, LONG)).isFalse();
        enter();
        assertThat(table().renew(ME, LONG)).isTrue();
        assertThat(claim(ME, NOON, share(null, NORTH, 1))).hasSize(1);
    }

    @Test
    default void of_a_claim_that_is_lost_only_the_end_of_the_push_counts() {
        table().put(List.of(due(1, NOON), due(2, NOON), due(3, NOON)));
        enter();
        table().enter(OTHER, LONG);
        assertThat(claim(ME, NOON, share(null, NORTH, 3))).hasSize(3);
        table().release(ME);
        assertThat(claim(OTHER, NOON, share(null, NORTH, 3))).hasSize(3);

        end(
                new End.Again(key(NORTH, 1), ME, new Wait(NOON, APPLE, 9)),
                new End.LetGo(key(NORTH, 2), ME),
                new End.Finished(key(NORTH, 3), ME, place(3)));

        assertThat(table().turns(10)).isEmpty();
        assertThat(table().backlog()).containsExactly(new Held(null, Deferred.FAMILY, 2, NOON));
        table().release(OTHER);
        enter();
        assertThat(numbers(claim(ME, NOON, share(null, NORTH, 3)))).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    default void what_is_let_go_is_free_and_in_doubt() {
        table().put(List.of(due(1, NOON)));
        enter();
        claim(ME, NOON, share(null, NORTH, 1));
        end(new End.LetGo(key(NORTH, 1), ME));

        assertThat(claim(ME, NOON, share(null, NORTH, 1)))
                .extracting(Claimed::outcomesFrom)
                .containsExactly(101L);
    }

    @Test
    default void what_is_taken_back_was_never_there_unless_somebody_has_it() {
        table().put(List.of(due(1, NOON), due(2, NOON.minusSeconds(2)), due(3, NOON.minusSeconds(1))));
        enter();
        claim(ME, NOON, share(null, NORTH, 1));
        finish(claim(ME, NOON, share(null, NORTH, 1)));

        table().withdraw(List.of(
                due(1, NOON), due(2, NOON.minusSeconds(2)), due(3, NOON.minusSeconds(1)), due(4, NOON)));

        assertThat(table().offsetsFrom(place(1), 0)).isEmpty();
        assertThat(table().offsetsFrom(place(4), 0)).isEmpty();
        assertThat(table().offsetsFrom(place(2), 0)).containsExactly(2L);
        assertThat(table().offsetsFrom(place(3), 0)).containsExactly(3L);
    }

    /// Whoever took its partition up passes over it on the lane.
    @Test
    default void R3_what_is_relied_on_is_not_taken_back_and_is_looked_for_before_it_is_sent() {
        table().put(List.of(due(1, NOON)));
        assertThat(table().offsetsFrom(place(1), 40)).containsExactly(1L);

        table().withdraw(List.of(due(1, NOON)));

        enter();
        assertThat(claim(ME, NOON, share(null, NORTH, 1)))
                .extracting(Claimed::outcomesFrom)
                .containsExactly(40L);
        // And by whoever takes it up after that, from where it was said first.
        table().release(ME);
        assertThat(table().offsetsFrom(place(1), 60)).containsExactly(1L);
        enter();
        assertThat(claim(ME, NOON, share(null, NORTH, 1)))
                .extracting(Claimed::outcomesFrom)
                .containsExactly(40L);
    }

    @Test
    default void what_has_ended_is_told_to_whoever_takes_the_partition_up() {
        table().put(List.of(due(1, NOON)));
        enter();
        finish(claim(ME, NOON, share(null, NORTH, 1)));

        assertThat(table().offsetsFrom(place(1), 40)).containsExactly(1L);
        assertThat(table().purge(NOON.plusMillis(1), 9)).isEqualTo(1);
    }

    @Test
    default void R3_what_was_put_off_once_more_since_or_put_by_somebody_else_is_not_taken_back() {
        table().put(List.of(due(1, NOON), due(2, NOON)));
        enter();
        assertThat(claim(ME, NOON, share(null, NORTH, 2))).hasSize(2);
        end(new End.Again(key(NORTH, 1), ME, new Wait(NOON.plusSeconds(9), null, 1)));
        table().put(List.of(held(3, NOON, APPLE)));
        table().put(List.of(held(3, NOON.plusSeconds(1), APPLE)));

        table().withdraw(List.of(due(1, NOON), held(3, NOON, APPLE)));

        assertThat(table().offsetsFrom(place(1), 0)).containsExactly(1L);
        assertThat(table().offsetsFrom(place(3), 0)).containsExactly(3L);
    }

    @Test
    default void R12_what_is_concerned_is_due_now_in_its_district_alone() {
        Instant later = NOON.plusSeconds(600);
        Wait wait = new Wait(later, APPLE, 0);
        for (DistrictId district : List.of(NORTH, SOUTH)) {
            table().put(IntStream.rangeClosed(1, 6)
                    .mapToObj(number -> Deferred.of(district, number, wait))
                    .toList());
        }
        enter();

        assertThat(table().dueNow(new Concern.OfDevice(NORTH, Deferred.device(1)), NOON, 9))
                .isEqualTo(1);
        assertThat(table().dueNow(new Concern.OfDevice(NORTH, Deferred.device(1)), NOON, 9))
                .isZero();
        assertThat(numbers(claim(ME, NOON, share(null, NORTH, 9)))).containsExactly(1L);
        assertThat(table().dueNow(new Concern.OfStudent(NORTH, Deferred.student(4)), NOON, 1))
                .isEqualTo(1);
        assertThat(table().dueNow(new Concern.OfStudent(NORTH, Deferred.student(4)), NOON, 9))
                .isEqualTo(1);
        assertThat(numbers(claim(ME, NOON, share(null, NORTH, 9)))).containsExactlyInAnyOrder(4L, 5L);
        assertThat(table().dueNow(new Concern.OfDistrict(NORTH), NOON, 9)).isEqualTo(3);
        assertThat(numbers(claim(ME, NOON, share(null, NORTH, 9)))).containsExactlyInAnyOrder(2L, 3L, 6L);
        assertThat(table().turns(9)).containsExactly(new Turn(line(APPLE, SOUTH), later));
    }

    @Test
    default void what_has_ended_is_forgotten_after_its_time() {
        table().put(List.of(due(1, NOON), due(2, NOON), due(3, NOON)));
        enter();
        finish(claim(ME, NOON, share(null, NORTH, 2)));

        assertThat(table().purge(NOON, 9)).isZero();
        assertThat(table().purge(NOON.plusMillis(1), 1)).isEqualTo(1);
        assertThat(table().purge(NOON.plusMillis(1), 9)).isEqualTo(1);
        assertThat(table().backlog()).containsExactly(new Held(null, Deferred.FAMILY, 1, NOON));
    }

    @Test
    default void the_offsets_of_a_partition_tell_what_must_not_be_taken_from_the_lane() {
        int twelve = Topics.PARTITIONS;
        table().put(List.of(due(1, NOON), due(1 + twelve, NOON), due(2, NOON), due(1 + 2 * twelve, NOON)));

        assertThat(table().offsetsFrom(new LaneOffset(Topics.PUSH_ALERTS.name(), 1, 5), 0))
                .containsExactly(1L + twelve, 1L + 2L * twelve);
        assertThat(table().offsetsFrom(new LaneOffset(Topics.PUSH_BULK.name(), 1, 0), 0))
                .isEmpty();
    }

    @Test
    default void C4_whatever_crashes_a_push_is_in_one_hand_at_a_time_and_ends_once() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the crashes: " + seed);
        new ClaimersAndCrashes(table(), seed).play();
    }

    private void enter() {
        table().enter(ME, LONG);
    }

    private List<Claimed> claim(UUID claimer, Instant now, Share... shares) {
        return table().claim(new Claim(claimer, List.of(shares), 0, now, ENDS));
    }

    private List<Claimed> claim(Claim claim) {
        return table().claim(claim);
    }

    private static Claim expired(Instant now) {
        return new Claim(ME, List.of(), 1, now, ENDS);
    }

    private static Share share(@Nullable String heldBy, DistrictId district, int most) {
        return new Share(new Turn(line(heldBy, district), NOON), most);
    }

    private static List<Long> numbers(List<Claimed> claimed) {
        return claimed.stream().map(each -> each.push().place().offset()).toList();
    }

    private void finish(List<Claimed> claimed) {
        table().end(
                        claimed.stream()
                                .<End>map(each -> new End.Finished(
                                        each.push().key(), ME, each.push().place()))
                                .toList(),
                        NOON);
    }

    private void end(End... ends) {
        table().end(List.of(ends), NOON);
    }
}
