package org.belltower.dispatch.deferral;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belltower.dispatch.deferral.DeferralTable.Claim;
import org.belltower.dispatch.deferral.DeferralTable.Claimed;
import org.belltower.dispatch.deferral.DeferralTable.Share;
import org.belltower.dispatch.deferral.DurableOutcomes.Doubt;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.belltower.dispatch.deferral.Places.Taken;
import org.belltower.model.outcome.Outcome.LaneOffset;

/// Claims deferred pushes whose time has come and hands them over, as many as there is room for.
/// What somebody else had in hand and did not let go properly is looked up in the outcomes before
/// it is handed over: what has an outcome is finished.
///
/// One thread ticks; [#stop()] by any.
public final class DeferralPump {
    private static final int MOST_TURNS = 5_000;
    private static final int MOST_ROUNDS = 4;
    private static final int PART_FOR_EXPIRED = 8;

    private final DeferralTable table;
    private final Claims claims;
    private final DurableOutcomes outcomes;
    private final LeaseKeeper keeper;
    private final Consumer<End> ends;
    private final Receiver receiver;
    private final InstantSource time;
    private long ticks;
    private volatile boolean stopped;

    /// Who takes what was claimed.
    ///
    /// @param places what is in hand now
    /// @param lanes which credentials' pushes
    /// @param hand takes one; does not block for it. If it throws, nothing that was claimed under
    ///     the same lease is sent any more, and all of it is claimed anew when that is over
    public record Receiver(Supplier<Taken> places, OpenLanes lanes, Consumer<ClaimedPush> hand) {}

    DeferralPump(Parts parts, LeaseKeeper keeper, Consumer<End> ends, Receiver receiver, InstantSource time) {
        this.table = parts.table();
        this.claims = parts.claims();
        this.outcomes = parts.outcomes();
        this.keeper = keeper;
        this.ends = ends;
        this.receiver = receiver;
        this.time = time;
    }

    /// What it works on.
    record Parts(DeferralTable table, Claims claims, DurableOutcomes outcomes) {}

    /// From here on nothing more is handed over, but for what is claimed this moment.
    void stop() {
        stopped = true;
    }

    /// Blocks while table and outcomes are asked.
    ///
    /// @return how many were handed over
    /// @throws RuntimeException if the table or the outcomes cannot be asked; the next tick tries
    ///     again
    int tick() {
        ticks++;
        Map<String, State> states = new HashMap<>();
        int handed = 0;
        boolean more = true;
        for (int round = 0; more && round < MOST_ROUNDS; round++) {
            Optional<Lease> lease = keeper.current();
            Taken taken = receiver.places().get();
            if (stopped || lease.isEmpty() || taken.free() <= 0) {
                return handed;
            }
            List<Claimed> claimed = claim(lease.get(), states, round, taken);
            handed += hand(claimed, lease.get());
            more = !claimed.isEmpty();
        }
        return handed;
    }

    private List<Claimed> claim(Lease lease, Map<String, State> states, int round, Taken taken) {
        Instant now = time.instant();
        int expired = round == 0 ? roomForExpired(taken.free()) : 0;
        OpenLanes lanes = heldBy -> states.computeIfAbsent(heldBy, receiver.lanes()::of);
        List<Share> shares = Turns.share(table.turns(MOST_TURNS), lanes, now, taken, taken.free() - expired);
        // One probe a tick.
        states.replaceAll((_, state) -> state == State.PROBE ? State.CLOSED : state);
        if (shares.isEmpty() && expired == 0) {
            return List.of();
        }
        return claims.claim(lease, new Claim(lease.claimer(), shares, expired, now, outcomes.ends()));
    }

    /// These end without a provider and soon make room again. Where there is hardly any room, they
    /// and the others take turns.
    private int roomForExpired(int room) {
        return room >= PART_FOR_EXPIRED ? room / PART_FOR_EXPIRED : (int) (ticks % 2);
    }

    private int hand(List<Claimed> claimed, Lease lease) {
        List<Doubt> doubts = claimed.stream().flatMap(DeferralPump::doubt).toList();
        Set<LaneOffset> ended = doubts.isEmpty() ? Set.of() : look(doubts, claimed, lease);
        int handed = 0;
        try {
            for (Claimed each : claimed) {
                ClaimedPush push = new ClaimedPush(each.push(), lease, ends);
                if (ended.contains(push.place())) {
                    push.finished();
                } else {
                    receiver.hand().accept(push);
                    handed++;
                }
            }
        } catch (RuntimeException | Error e) {
            // Nobody has those behind it, and nobody knows whether this one is out.
            lease.withdraw();
            throw e;
        }
        return handed;
    }

    private static Stream<Doubt> doubt(Claimed claimed) {
        Long from = claimed.outcomesFrom();
        return from == null
                ? Stream.empty()
                : Stream.of(new Doubt(claimed.push().place(), from));
    }

    private Set<LaneOffset> look(List<Doubt> doubts, List<Claimed> claimed, Lease lease) {
        try {
            return outcomes.among(doubts);
        } catch (RuntimeException e) {
            claimed.forEach(each -> new ClaimedPush(each.push(), lease, ends).letGo());
            throw e;
        }
    }
}
