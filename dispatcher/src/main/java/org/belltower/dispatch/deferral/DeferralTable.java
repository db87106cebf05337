package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;
import org.belltower.model.AppId;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.jspecify.annotations.Nullable;

/// The deferred pushes of all dispatchers. Each call is one transaction.
///
/// Blocks for some seconds at most. Thread-safe. While the table is away a call fails with a
/// [NotNowException]; whether it was done is then unknown. Every call may be repeated, but for
/// [#claim] under the same claimer, and [#end] if its claimer has claimed anything since.
public interface DeferralTable {
    /// Puts these. The record of a lane may come again after a crash: what is there already, and
    /// nobody has had in hand or relies on, waits as it is said now; all else stays as it is, also
    /// if it has ended. But a push may be written to its lane once more, as a dead letter that is
    /// replayed is: unless somebody has it in hand, it then waits anew, by that record.
    ///
    /// Fails otherwise than with a [NotNowException] if the table takes one of them never: then none
    /// is put.
    void put(List<DeferredPush> pushes);

    /// Takes back what was put here and is as it was put: what somebody has claimed, ended, put
    /// anew or relies on stays. A put of these that is still under way is waited for, and taken
    /// back with them. Fails as [#put] does if the table takes one of them never.
    void withdraw(List<DeferredPush> pushes);

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

    /// Claims what is due. What was claimed without an answer comes to nobody's hand before the
    /// claimer's lease is over: it should not go on with that.
    ///
    /// @return oldest first; empty too if the claimer's lease is over
    List<Claimed> claim(Claim claim);

    /// Notes what became of claimed pushes: of each that is claimed by who says so, and of those
    /// that have finished whoever has them. A claim is known by its claimer alone: an end that is
    /// said once more ends a newer claim of the same push by the same one.
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
    /// From here on they are relied on: whoever put them takes none of them back, and who claims
    /// them first looks for the outcome of one who had them in hand beside the table.
    ///
    /// @param outcomesFrom an offset of the outcomes' partition of the same number: if they have
    ///     outcomes, these stand at or above it
    SequencedSet<Long> offsetsFrom(LaneOffset first, long outcomesFrom);

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
    ///     not let it go properly, or had it beside the table; null if nobody can have
    record Claimed(DeferredPush push, @Nullable Long outcomesFrom) {}

    /// @param heldBy null for those that wait for no credential
    record Held(@Nullable String heldBy, AppId app, long pushes, Instant oldest) {}
}
