package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;
import org.belltower.dispatch.deferral.DeferredPush.PushKey;
import org.belltower.model.AppId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.jspecify.annotations.Nullable;

/// The deferred pushes of all dispatchers. Each call is one transaction.
///
/// Blocks for some seconds at most. Thread-safe. Every call may be repeated. While the table is
/// away a call fails with a [NotNowException]; whether it was done is then unknown.
public interface DeferralTable {
    /// Puts these; what is there already stays as it is, also if it has ended: the record of a lane
    /// may come again after a crash.
    void put(List<DeferredPush> pushes);

    /// Takes back what was put here and nobody has claimed or ended yet.
    void withdraw(Collection<PushKey> keys);

    /// Makes itself known as someone who claims.
    ///
    /// @param lease how long what it claims is its own, without [#renew]; by the table's clock
    void enter(UUID claimer, Duration lease);

    /// Begins the lease anew.
    ///
    /// @return false if it was over and others may have what was claimed
    boolean renew(UUID claimer, Duration lease);

    /// Sets free what is claimed under leases that are over.
    ///
    /// @return how many pushes
    int reap();

    /// Sets free all that it has, at its end. Whoever claims that next looks for outcomes first.
    void release(UUID claimer);

    /// What waits unclaimed: a turn for each line.
    ///
    /// @param most no more than so many
    List<Turn> turns(int most);

    /// Claims what is due.
    ///
    /// @return oldest first; empty too if the claimer's lease is over
    List<Claimed> claim(Claim claim);

    /// Notes what became of claimed pushes: of each that is claimed by who says so, and of those
    /// that have finished whoever has them.
    ///
    /// @param now when those that have finished did
    void end(List<End> ends, Instant now);

    /// Makes pushes that nobody has claimed due at once, whatever they wait for. They are not
    /// deleted: a push ends by an outcome, and these get theirs by the gates that are asked when
    /// they are sent.
    ///
    /// @param most no more than so many
    /// @return how many were not due before
    int dueNow(Concern concern, Instant now, int most);

    /// Forgets pushes that ended before the moment, oldest first.
    ///
    /// @param most no more than so many
    /// @return how many they were
    int purge(Instant before, int most);

    /// How many have not ended, and since when the oldest is due, by `heldBy` and app. Looks at all
    /// of them.
    List<Held> backlog();

    /// The offsets of a lane's partition, at or above the one given, of pushes that were put here
    /// and that are not forgotten yet: whoever takes the partition up must not take them in hand.
    SequencedSet<Long> offsetsFrom(LaneOffset first);

    /// @param oldest the earliest time at which one of the line is due
    record Turn(Line line, Instant oldest) {}

    /// @param most how many of this turn
    record Share(Turn turn, int most) {}

    /// @param expired how many, besides, that are held and past the end of their life
    /// @param outcomeEnds the ends of the outcomes' partitions, by number, not newer than the claim
    record Claim(UUID claimer, List<Share> shares, int expired, Instant now, List<Long> outcomeEnds) {
        public Claim {
            shares = List.copyOf(shares);
            outcomeEnds = List.copyOf(outcomeEnds);
        }
    }

    /// A push that was claimed.
    ///
    /// @param outcomesFrom where its outcome may stand, written for one who had it before and did
    ///     not let it go properly; null if nobody can have
    record Claimed(DeferredPush push, @Nullable Long outcomesFrom) {}

    /// @param heldBy null for those that wait for no credential
    record Held(@Nullable String heldBy, AppId app, long pushes, Instant oldest) {}
}
