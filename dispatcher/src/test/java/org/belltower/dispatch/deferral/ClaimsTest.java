package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.NORTH;
import static org.belltower.dispatch.deferral.Deferred.due;
import static org.belltower.dispatch.deferral.Deferred.key;
import static org.belltower.dispatch.deferral.Deferred.place;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.belltower.dispatch.deferral.DeferralTable.Claim;
import org.belltower.dispatch.deferral.DeferralTable.Claimed;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DeferredPush.Wait;
import org.belltower.model.wire.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private final LeaseKeeper keeper =
            new LeaseKeeper(table, Duration.ofSeconds(30), Duration.ofSeconds(15), UUID::randomUUID, () -> 0);
    private final Claims claims = new Claims(table, keeper);
    private Lease first;

    ClaimsTest() {
        keeper.tick();
        first = current();
    }

    @BeforeEach
    void claimed() {
        table.put(List.of(due(1, NOON)));
        assertThat(claim(first)).hasSize(1);
        table.deaf(true);
    }

    private Lease current() {
        return keeper.current().orElseThrow();
    }

    private List<Claimed> claim(Lease lease) {
        List<Share> shares =
                List.of(new Share(new DeferralTable.Turn(new Line(Topics.PUSH_ALERTS.name(), null, NORTH), NOON), 9));
        return claims.claim(lease, new Claim(lease.claimer(), shares, 0, NOON, new KnownOutcomes().ends()));
    }

    private void assertThatItIsInOneHand(End end) {
        assertThatThrownBy(() -> claims.end(List.of(end), NOON)).isInstanceOf(NotNowException.class);
        table.deaf(false);
        assertThat(claim(first)).isEmpty();
        keeper.tick();
        assertThat(claim(current())).hasSize(1);

        claims.end(List.of(end), NOON);

        assertThat(claim(current())).isEmpty();
    }

    @Test
    void C4_a_push_that_is_let_go_twice_for_want_of_an_answer_is_in_one_hand() {
        assertThatItIsInOneHand(new End.LetGo(key(NORTH, 1), first.claimer()));
    }

    @Test
    void C4_a_push_that_is_put_off_twice_for_want_of_an_answer_is_in_one_hand() {
        assertThatItIsInOneHand(new End.Again(key(NORTH, 1), first.claimer(), new Wait(NOON, null, 2)));
    }

    @Test
    void what_has_ended_has_ended_however_often_it_is_said() {
        List<End> ended = List.of(new End.Finished(key(NORTH, 1), first.claimer(), place(1)));
        assertThatThrownBy(() -> claims.end(ended, NOON)).isInstanceOf(NotNowException.class);
        assertThat(first.holds()).isTrue();
    }

    @Test
    void an_end_that_was_not_answered_is_of_no_concern_to_a_later_lease() {
        keeper.giveUp(first.claimer());
        keeper.tick();
        assertThatThrownBy(() -> claims.end(List.of(new End.LetGo(key(NORTH, 1), first.claimer())), NOON))
                .isInstanceOf(NotNowException.class);
        assertThat(keeper.current()).isPresent();
    }
}
