package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.dispatch.consume.Ownership;
import org.junit.jupiter.api.Test;

/// How a process that ends parts with what it has claimed.
class LeaseKeeperTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final InMemoryDeferralTable table = new InMemoryDeferralTable();
    private final AtomicLong nanos = new AtomicLong();
    private final LeaseKeeper keeper = keeper();
    private final LeaseKeeper other = keeper();

    private LeaseKeeper keeper() {
        return new LeaseKeeper(table, LEASE, RESERVE, UUID::randomUUID, nanos::get);
    }

    private Lease claimed() {
        table.put(List.of(due(1, NOON)));
        keeper.tick();
        Lease lease = keeper.current().orElseThrow();
        assertThat(claim(lease)).hasSize(1);
        return lease;
    }

    private List<DeferralTable.Claimed> claim(Lease lease) {
        List<DeferralTable.Share> shares = table.turns(1).stream()
                .map(turn -> new DeferralTable.Share(turn, 10))
                .toList();
        return table.claim(new DeferralTable.Claim(lease.claimer(), shares, 0, NOON, new KnownOutcomes().ends()));
    }

    private List<DeferralTable.Claimed> claimedByTheOther() {
        other.tick();
        return claim(other.current().orElseThrow());
    }

    @Test
    void who_drains_begins_nothing_and_claims_nothing_any_more() {
        Lease lease = claimed();
        keeper.drain();
        assertThat(lease.gate().enter()).isFalse();
        keeper.tick();
        assertThat(keeper.current()).isEmpty();
    }

    @Test
    void what_is_out_while_it_drains_is_nobody_elses() throws InterruptedException {
        Lease lease = claimed();
        assertThat(lease.gate().enter()).isTrue();
        keeper.drain();
        assertThat(keeper.awaitQuiet(Duration.ofMillis(1))).isFalse();
        assertThat(claimedByTheOther()).isEmpty();

        lease.gate().leave();
        assertThat(keeper.awaitQuiet(Duration.ofMillis(1))).isTrue();
        keeper.end();
        assertThat(claimedByTheOther()).hasSize(1);
    }

    @Test
    void what_is_out_is_written_down_until_others_can_have_it() {
        Lease lease = claimed();
        nanos.addAndGet(LEASE.minus(RESERVE).toNanos());
        assertThat(lease.holds()).isFalse();
        nanos.addAndGet(RESERVE.toNanos() - 1);
        assertThat(lease.gate().ownership()).isEqualTo(Ownership.OURS);
        nanos.addAndGet(1);
        assertThat(lease.gate().ownership()).isEqualTo(Ownership.LOST);
    }

    @Test
    void nothing_more_is_written_down_once_the_table_does_not_know_the_lease() {
        Lease lease = claimed();
        table.release(lease.claimer());
        keeper.tick();
        assertThat(lease.gate().ownership()).isEqualTo(Ownership.LOST);
        assertThat(keeper.current().orElseThrow().gate().ownership()).isEqualTo(Ownership.OURS);
    }

    @Test
    void who_never_had_anything_ends_without_a_word() throws InterruptedException {
        keeper.drain();
        assertThat(keeper.awaitQuiet(Duration.ofMillis(1))).isTrue();
        keeper.end();
        assertThat(claimedByTheOther()).isEmpty();
    }
}
