package org.belltower.dispatch.history.explanation;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One (event, device), and the one state that it is in.
///
/// @param push the push that was written for it; null if it was skipped before
/// @param reason why it was skipped or failed; null otherwise
/// @param at since when it is so; null while it is pending
public record Candidate(
        String device,
        String person,
        @Nullable UUID push,
        CandidateState state,
        @Nullable ToldReason reason,
        @Nullable Instant at) {
    /// No push was written.
    public static Candidate skipped(String device, String person, String reason, Instant decided) {
        return new Candidate(device, person, null, CandidateState.SKIPPED, ToldReason.of(reason), decided);
    }

    /// One was.
    ///
    /// @param endings all that are known of the push; none while it is on its way
    public static Candidate pushed(String device, String person, UUID push, Collection<Ending> endings) {
        return Ending.among(endings)
                .map(end ->
                        new Candidate(device, person, push, end.state(), ToldReason.ofNullable(end.reason()), end.at()))
                .orElseGet(() -> new Candidate(device, person, push, CandidateState.PENDING, null, null));
    }
}
