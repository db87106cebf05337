package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.belltower.model.DistrictId;
import org.belltower.registry.publish.Mark.Kind;
import org.junit.jupiter.api.Test;

/// What every queue of marks does. It begins empty.
public interface MarkQueueContract {
    DistrictId NORTH = new DistrictId("north");
    DistrictId SOUTH = new DistrictId("south");

    MarkQueue queue();

    void mark(Kind kind, DistrictId district, String key);

    @Test
    default void an_empty_queue_has_nothing_waiting() {
        assertThat(queue().waiting()).isEmpty();
        assertThat(Shard.all())
                .allSatisfy(shard -> assertThat(queue().claim(shard, 10)).isEmpty());
    }

    @Test
    default void a_mark_waits_in_one_shard_until_it_is_deleted() {
        mark(Kind.AUDIENCE, NORTH, "s-1");

        assertThat(queue().waiting()).hasSize(1);
        Shard shard = only(queue().waiting());
        List<Mark> claimed = queue().claim(shard, 10);
        assertThat(claimed).singleElement().satisfies(mark -> {
            assertThat(mark.kind()).isEqualTo(Kind.AUDIENCE);
            assertThat(mark.district()).isEqualTo(NORTH);
            assertThat(mark.key()).isEqualTo("s-1");
        });
        assertThat(queue().claim(shard, 10)).isEqualTo(claimed);

        queue().delete(claimed);
        queue().delete(claimed);
        assertThat(queue().waiting()).isEmpty();
    }

    @Test
    default void a_mark_made_after_the_claim_stays_when_the_claimed_ones_are_deleted() {
        mark(Kind.BINDING, NORTH, "phone");
        Shard shard = only(queue().waiting());
        List<Mark> claimed = queue().claim(shard, 10);
        mark(Kind.BINDING, NORTH, "phone");

        queue().delete(claimed);

        assertThat(queue().claim(shard, 10)).hasSize(1).doesNotContainAnyElementsOf(claimed);
    }

    @Test
    default void a_key_of_a_district_has_always_the_same_shard() {
        mark(Kind.AUDIENCE, NORTH, "x");
        mark(Kind.BINDING, NORTH, "x");
        mark(Kind.AUDIENCE, NORTH, "x");

        assertThat(queue().waiting()).hasSize(1);
    }

    @Test
    default void bindings_and_settings_are_claimed_apart_from_revocations_and_those_from_audiences_in_this_order() {
        mark(Kind.AUDIENCE, NORTH, "x");
        mark(Kind.REVOCATION, NORTH, "x");
        mark(Kind.SETTINGS, NORTH, "x");
        mark(Kind.AUDIENCE, NORTH, "x");
        mark(Kind.BINDING, NORTH, "x");

        Shard shard = only(queue().waiting());
        assertThat(claimedAndDeleted(shard)).containsExactly(Kind.SETTINGS, Kind.BINDING);
        assertThat(claimedAndDeleted(shard)).containsExactly(Kind.REVOCATION);
        mark(Kind.BINDING, NORTH, "x");
        assertThat(claimedAndDeleted(shard)).containsExactly(Kind.BINDING);
        assertThat(claimedAndDeleted(shard)).containsExactly(Kind.AUDIENCE, Kind.AUDIENCE);
        assertThat(claimedAndDeleted(shard)).isEmpty();
    }

    private List<Kind> claimedAndDeleted(Shard shard) {
        List<Mark> claimed = queue().claim(shard, 10);
        queue().delete(claimed);
        return claimed.stream().map(Mark::kind).toList();
    }

    @Test
    default void a_claim_is_the_oldest_of_them_and_no_more_than_asked_for() {
        mark(Kind.BINDING, NORTH, "x");
        mark(Kind.SETTINGS, NORTH, "x");
        mark(Kind.BINDING, NORTH, "x");

        Shard shard = only(queue().waiting());
        assertThat(queue().claim(shard, 2)).extracting(Mark::kind).containsExactly(Kind.BINDING, Kind.SETTINGS);
    }

    @Test
    default void marks_of_all_districts_wait() {
        mark(Kind.AUDIENCE, NORTH, "x");
        mark(Kind.AUDIENCE, SOUTH, "x");

        assertThat(queue().waiting().stream()
                        .flatMap(shard -> queue().claim(shard, 10).stream())
                        .map(Mark::district))
                .containsExactlyInAnyOrder(NORTH, SOUTH);
    }

    private static Shard only(Set<Shard> shards) {
        assertThat(shards).hasSize(1);
        return shards.iterator().next();
    }
}
