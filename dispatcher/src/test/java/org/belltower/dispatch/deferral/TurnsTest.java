package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.deferral.Deferred.APPLE;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.NORTH;
import static org.belltower.dispatch.deferral.Deferred.SOUTH;
import static org.belltower.dispatch.deferral.Deferred.bulkLine;
import static org.belltower.dispatch.deferral.Deferred.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.belltower.dispatch.deferral.Places.Taken;
import org.belltower.dispatch.flow.Lane;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Taken NOTHING = new Taken(100, Map.of());

    @Test
    void districts_share_the_room_equally() {
        assertThat(share(State.CLOSED, 60, turn(null, NORTH, 9), turn(null, SOUTH, 1)))
                .containsExactlyInAnyOrder(new Share(turn(null, NORTH, 9), 30), new Share(turn(null, SOUTH, 1), 30));
    }

    @Test
    void a_credential_with_many_districts_gets_no_more_than_the_others_together() {
        List<Share> shares = share(many(APPLE, 200, turn(null, NORTH, 0)), NOTHING, 60);

        assertThat(most(shares, null)).isEqualTo(30);
        assertThat(most(shares, APPLE)).isEqualTo(30);
    }

    @Test
    void with_less_room_than_turns_those_that_have_waited_longest_come_first() {
        List<Share> shares = share(many(null, 20), NOTHING, 3);

        assertThat(shares)
                .extracting(it -> it.turn().oldest())
                .containsExactly(NOON.minusSeconds(19), NOON.minusSeconds(18), NOON.minusSeconds(17));
        assertThat(shares).extracting(Share::most).containsOnly(1);
    }

    @Test
    void what_is_held_goes_only_if_its_lane_is_open_and_once_to_probe_it() {
        Turn[] held = {turn(APPLE, NORTH, 1), turn(APPLE, SOUTH, 2)};
        assertThat(share(State.CLOSED, 10, held)).isEmpty();
        assertThat(share(State.OPEN, 10, held)).extracting(Share::most).containsExactly(5, 5);
        assertThat(share(State.PROBE, 10, held)).containsExactly(new Share(turn(APPLE, SOUTH, 2), 1));
    }

    @Test
    void a_credential_is_probed_by_one_push_of_both_lanes_and_by_an_alert_first() {
        Turn bulk = new Turn(bulkLine(APPLE, NORTH), NOON.minusSeconds(9));
        assertThat(share(State.PROBE, 10, bulk, turn(APPLE, SOUTH, 2)))
                .containsExactly(new Share(turn(APPLE, SOUTH, 2), 1));
        assertThat(share(State.PROBE, 10, bulk)).containsExactly(new Share(bulk, 1));
    }

    @Test
    void a_lane_without_anything_due_is_not_asked_about() {
        OpenLanes unasked = _ -> {
            throw new AssertionError("asked");
        };
        assertThat(Turns.share(List.of(turn(APPLE, NORTH, -1)), unasked, NOON, NOTHING, 10))
                .isEmpty();
    }

    @Test
    void I29_alerts_have_places_that_bulk_never_gets_and_bulk_some_that_alerts_never_get() {
        Turn bulk = new Turn(bulkLine(null, NORTH), NOON.minusSeconds(999));
        Turn alerts = turn(null, NORTH, 1);
        Taken fullOfBulk = new Taken(100, Map.of(bulkLine(null, NORTH), 30, bulkLine(null, SOUTH), 50));
        assertThat(share(List.of(bulk, alerts), fullOfBulk, 20))
                .extracting(Share::turn)
                .containsExactly(alerts);
        Taken fullOfAlerts = new Taken(100, Map.of(line(null, NORTH), 40, line(null, SOUTH), 50));
        assertThat(share(List.of(bulk, alerts), fullOfAlerts, 10))
                .extracting(Share::turn)
                .containsExactly(bulk);
    }

    @Test
    void who_has_nothing_in_hand_comes_before_who_has_much_though_that_is_due_longer() {
        Taken taken = new Taken(100, Map.of(line(null, NORTH), 40));
        assertThat(share(List.of(turn(null, NORTH, 999), turn(null, SOUTH, 1)), taken, 10))
                .containsExactly(new Share(turn(null, SOUTH, 1), 10));
    }

    /// One after the other comes, takes all that it gets and gives nothing back.
    @Test
    void however_many_are_slow_and_keep_their_places_the_next_finds_some() {
        for (boolean credentials : List.of(true, false)) {
            Places places = new Places(500);
            for (int slow = 0; slow < 8; slow++) {
                Turn turn = credentials
                        ? turn("APNS/" + slow, NORTH, 1_000 - slow)
                        : turn(null, new DistrictId("d" + slow), 1_000 - slow);
                int had = 0;
                for (int round = 0; round < 4; round++) {
                    for (Share share :
                            share(List.of(turn), places.taken(), places.taken().free())) {
                        had += share.most();
                        give(places, share);
                    }
                }
                assertThat(had)
                        .as("of %d before, credentials: %s", slow, credentials)
                        .isPositive();
                assertThat(had).isLessThanOrEqualTo(225);
            }
        }
    }

    /// Against what is plainly true of any sharing.
    @Test
    void whatever_waits_and_is_in_hand_the_shares_are_within_the_room_and_fair() {
        long seed = System.nanoTime();
        System.out.println("seed of the turns: " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            Map<Line, Integer> inHand = new HashMap<>();
            List<Turn> waiting = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                Line line = any(random);
                if (random.nextBoolean()) {
                    inHand.put(line, 1 + random.nextInt(12));
                }
                if (waiting.stream().noneMatch(turn -> turn.line().equals(line))) {
                    waiting.add(new Turn(line, NOON.minusSeconds(random.nextInt(-10, 100))));
                }
            }
            Taken taken = new Taken(100, inHand);
            int room = Math.max(0, taken.free() - random.nextInt(20));
            Map<String, State> states = new HashMap<>();
            OpenLanes lanes = held ->
                    states.computeIfAbsent(held, _ -> List.of(State.values()).get(random.nextInt(3)));
            check(waiting, taken, room, states, Turns.share(waiting, lanes, NOON, taken, room));
        }
    }

    private static Line any(Random random) {
        String heldBy = random.nextBoolean() ? null : "APNS/" + random.nextInt(3);
        DistrictId district = new DistrictId("d" + random.nextInt(8));
        return random.nextBoolean() ? Deferred.line(heldBy, district) : bulkLine(heldBy, district);
    }

    private static void check(
            List<Turn> waiting, Taken taken, int room, Map<String, State> states, List<Share> shares) {
        assertThat(shares).extracting(Share::turn).doesNotHaveDuplicates().isSubsetOf(waiting);
        assertThat(shares).allSatisfy(share -> assertThat(share.most()).isPositive());
        assertThat(sum(shares)).isLessThanOrEqualTo(room);
        for (Lane lane : Lane.values()) {
            assertThat(sum(of(shares, lane))).isLessThanOrEqualTo(Math.max(0, taken.freeFor(lane)));
        }
        states.forEach((held, state) -> assertThat(most(shares, held))
                .isLessThanOrEqualTo(
                        switch (state) {
                            case OPEN -> room;
                            case PROBE -> 1;
                            case CLOSED -> 0;
                        }));
        for (Share share : shares) {
            Line line = share.turn().line();
            assertThat(share.turn().oldest()).isBeforeOrEqualTo(NOON);
            // No more than was free before the last of it was given.
            assertThat(taken.of(line) + share.most()).isLessThanOrEqualTo(taken.freeFor(line.lane()));
            assertThat(waiting)
                    .filteredOn(turn -> isBeside(turn, line) && taken.of(turn.line()) < taken.of(line))
                    .filteredOn(turn -> states.get(turn.line().heldBy()) != State.PROBE)
                    .allSatisfy(
                            turn -> assertThat(shares).extracting(Share::turn).contains(turn));
        }
    }

    /// Of the same queue, and due.
    private static boolean isBeside(Turn turn, Line line) {
        return turn.line().lane() == line.lane()
                && Objects.equals(turn.line().heldBy(), line.heldBy())
                && !turn.oldest().isAfter(NOON);
    }

    private static List<Share> of(List<Share> shares, Lane lane) {
        return shares.stream()
                .filter(share -> share.turn().line().lane() == lane)
                .toList();
    }

    private static int sum(List<Share> shares) {
        return shares.stream().mapToInt(Share::most).sum();
    }

    private static List<Share> share(List<Turn> waiting, Taken taken, int room) {
        return Turns.share(waiting, _ -> State.OPEN, NOON, taken, room);
    }

    private static List<Share> share(State state, int room, Turn... turns) {
        return Turns.share(List.of(turns), _ -> state, NOON, NOTHING, room);
    }

    private static int most(List<Share> shares, @Nullable String heldBy) {
        return sum(shares.stream()
                .filter(it -> Objects.equals(it.turn().line().heldBy(), heldBy))
                .toList());
    }

    private static List<Turn> many(@Nullable String heldBy, int districts, Turn... others) {
        return Stream.concat(
                        IntStream.range(0, districts).mapToObj(it -> turn(heldBy, new DistrictId("d" + it), it)),
                        Stream.of(others))
                .toList();
    }

    private static Turn turn(@Nullable String heldBy, DistrictId district, int dueForSeconds) {
        return new Turn(Deferred.line(heldBy, district), NOON.minusSeconds(dueForSeconds));
    }

    private static void give(Places places, Share share) {
        for (int i = 0; i < share.most(); i++) {
            Runnable _ = places.take(share.turn().line());
        }
    }
}
