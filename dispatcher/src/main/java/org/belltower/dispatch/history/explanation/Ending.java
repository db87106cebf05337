package org.belltower.dispatch.history.explanation;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.jspecify.annotations.Nullable;

/// How a push ended, as it is kept.
///
/// @param state any but PENDING
/// @param reason the name of one; null if it was accepted or expired
public record Ending(CandidateState state, @Nullable String reason, Instant at) {
    /// What stands among the dead letters may be played again, and ends anew then.
    private static final Set<String> OF_DEAD_LETTERS = Set.of(Reason.PUSH_UNUSABLE.name(), Reason.PUSH_REJECTED.name());

    /// Of two copies that had the same push in hand, as after a crash, both may tell: if the provider accepted it once,
    /// it did; else the first end counts, and that of a dead letter only if there is no other.
    private static final Comparator<Ending> THE_ONE = Comparator.<Ending, Boolean>comparing(
                    end -> end.state != CandidateState.ACCEPTED)
            .thenComparing(Ending::isOfDeadLetter)
            .thenComparing(Ending::at)
            .thenComparing(Ending::state);

    public Ending {
        if (state == CandidateState.PENDING) {
            throw new IllegalArgumentException("what is pending has not ended");
        }
    }

    public static Ending of(Outcome outcome) {
        Instant at = outcome.at();
        return switch (outcome.result()) {
            case Result.Accepted _ -> new Ending(CandidateState.ACCEPTED, null, at);
            case Result.Skipped skipped ->
                new Ending(CandidateState.SKIPPED, skipped.reason().name(), at);
            case Result.Failed failed ->
                new Ending(CandidateState.FAILED, failed.reason().name(), at);
            case Result.TokenDead _ -> new Ending(CandidateState.FAILED, Reason.TOKEN_REJECTED.name(), at);
            case Result.Expired _ -> new Ending(CandidateState.EXPIRED, null, at);
        };
    }

    private boolean isOfDeadLetter() {
        return reason != null && OF_DEAD_LETTERS.contains(reason);
    }

    /// The one that counts; empty if there is none.
    public static Optional<Ending> among(Collection<Ending> all) {
        return all.stream().min(THE_ONE);
    }
}
