package org.belltower.dispatch.history.explanation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was made of an event, once: an event that came again has another, with the reason REPEAT.
///
/// @param reason why nobody is told, whoever they are; null if the candidates were looked at one by one
/// @param candidates those that were asked for; none if there is a reason
public record Explanation(
        String client,
        String source,
        String id,
        String student,
        String category,
        Instant decided,
        @Nullable ToldReason reason,
        List<Candidate> candidates) {
    public Explanation {
        candidates = List.copyOf(candidates);
    }
}
