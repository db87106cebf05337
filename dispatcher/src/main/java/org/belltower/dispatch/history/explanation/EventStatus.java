package org.belltower.dispatch.history.explanation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an event, as its producer is told: counts, and neither devices nor persons.
///
/// @param decisions newest first; more than one if the event came again
/// @param rejects newest first
public record EventStatus(Standing state, List<Decided> decisions, List<Rejected> rejects) {
    /// The most decisions and the most rejects that are told.
    public static final int MOST = 20;

    public EventStatus {
        decisions = List.copyOf(decisions);
        rejects = List.copyOf(rejects);
    }

    /// Of an event that came again, the best of it.
    public enum Standing {
        /// No such event of this client was decided or given up in the time that is kept, or not yet: what was accepted
        /// just now is unknown too.
        UNKNOWN,
        /// It was decided who is told.
        DECIDED,
        /// Nobody could use it.
        REJECTED
    }

    /// @param reason why nobody is told; null if the candidates were looked at one by one
    public record Decided(
            Instant decided, String category, @Nullable ToldReason reason, Totals candidates) {
        static Decided of(Explanation explanation) {
            return new Decided(
                    explanation.decided(),
                    explanation.category(),
                    explanation.reason(),
                    Totals.of(explanation.candidates()));
        }
    }

    /// @param type the CloudEvents type; null if it had none
    /// @param service who gave it up
    /// @param reason names fields and rules, never values
    public record Rejected(
            String source, String id, @Nullable String type, Instant at, String service, String reason) {}

    /// A page of a client's rejects, newest first.
    ///
    /// @param next what to give as `after` for the page that follows; null if this is the last
    public record Rejects(List<Rejected> items, @Nullable String next) {
        public Rejects {
            items = List.copyOf(items);
        }
    }

    public static EventStatus of(List<Explanation> decisions, List<Rejected> rejects) {
        Standing state =
                decisions.isEmpty() ? (rejects.isEmpty() ? Standing.UNKNOWN : Standing.REJECTED) : Standing.DECIDED;
        return new EventStatus(state, decisions.stream().map(Decided::of).toList(), rejects);
    }
}
