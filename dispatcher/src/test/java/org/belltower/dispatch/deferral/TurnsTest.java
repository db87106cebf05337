package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.deferral.Deferred.APPLE;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.NORTH;
import static org.belltower.dispatch.deferral.Deferred.SOUTH;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferralTable.Turn;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void districts_share_the_room_equally() {
        assertThat(share(State.CLOSED, 100, turn(null, NORTH, 9), turn(null, SOUTH, 1)))
                .containsExactlyInAnyOrder(new Share(turn(null, NORTH, 9), 50), new Share(turn(null, SOUTH, 1), 50));
    }

    @Test
    void a_credential_with_many_districts_gets_no_more_than_the_others_together() {
        List<Share> shares = Turns.share(
                Stream.concat(many(APPLE, 200), Stream.of(turn(null, NORTH, 0))).toList(), _ -> State.OPEN, NOON, 100);

        assertThat(most(shares, null)).isEqualTo(50);
        assertThat(most(shares, APPLE)).isEqualTo(50);
    }

    @Test
    void with_less_room_than_turns_those_that_have_waited_longest_come_first() {
        List<Share> shares = Turns.share(many(null, 20).toList(), _ -> State.OPEN, NOON, 3);

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
    void a_lane_without_anything_due_is_not_asked_about() {
        OpenLanes unasked = _ -> {
            throw new AssertionError("asked");
        };
        assertThat(Turns.share(List.of(turn(APPLE, NORTH, -1)), unasked, NOON, 10))
                .isEmpty();
    }

    private static List<Share> share(State state, int room, Turn... turns) {
        return Turns.share(List.of(turns), _ -> state, NOON, room);
    }

    private static int most(List<Share> shares, @Nullable String heldBy) {
        return shares.stream()
                .filter(it -> Objects.equals(it.turn().heldBy(), heldBy))
                .mapToInt(Share::most)
                .sum();
    }

    private static Stream<Turn> many(@Nullable String heldBy, int districts) {
        return IntStream.range(0, districts).mapToObj(it -> turn(heldBy, new DistrictId("d" + it), it));
    }

    private static Turn turn(@Nullable String heldBy, DistrictId district, int dueForSeconds) {
        return new Turn(heldBy, district, NOON.minusSeconds(dueForSeconds));
    }
}
