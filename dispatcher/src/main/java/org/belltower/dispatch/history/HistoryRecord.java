package org.belltower.dispatch.history;

import java.time.Instant;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;

/// One record of the topics that the history is made of.
public sealed interface HistoryRecord {
    /// When it was: the day that it is kept with.
    Instant at();

    /// What it is called in a metric.
    String kind();

    /// @param place among what was decided at the same time: a number made of what the decision is about, so that it
    ///     is the same wherever and however often its record stands. With the time it is what makes the
    ///     decision itself: that an event is a repeat is a decision of its own
    record Decided(Decision decision, long place) implements HistoryRecord {
        @Override
        public Instant at() {
            return decision.decided();
        }

        @Override
        public String kind() {
            return "decision";
        }
    }

    /// The end of a push, be it one that was decided or a test push.
    record Ended(Outcome outcome) implements HistoryRecord {
        @Override
        public Instant at() {
            return outcome.at();
        }

        @Override
        public String kind() {
            return "outcome";
        }
    }

    /// @param place as of [Decided]
    record Rejected(Reject reject, long place) implements HistoryRecord {
        @Override
        public Instant at() {
            return reject.at();
        }

        @Override
        public String kind() {
            return "reject";
        }
    }
}
