package org.belltower.dispatch.kafka;

import java.util.Optional;
import org.belltower.dispatch.consume.Assignment;
import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.CommitPoint;
import org.belltower.dispatch.consume.OffsetLedger;
import org.belltower.dispatch.consume.Window;
import org.jspecify.annotations.Nullable;

/// A partition that is assigned and taken up: its ledger, its gate, and what of it is committed. Owned by the thread
/// that polls, but for the gate.
final class HeldPartition {
    private final OffsetLedger ledger;
    private final AssignmentGate gate;
    private @Nullable CommitPoint committed;

    HeldPartition(Assignment assignment, Window window, AssignmentGate gate) {
        this.ledger = new OffsetLedger(assignment, window);
        this.gate = gate;
    }

    OffsetLedger ledger() {
        return ledger;
    }

    AssignmentGate gate() {
        return gate;
    }

    /// Where it stands.
    Optional<CommitPoint> point() {
        return Optional.of(ledger.commitPoint());
    }

    /// What is to be committed now, if it is news.
    Optional<CommitPoint> news() {
        CommitPoint point = ledger.commitPoint();
        return point.equals(committed) ? Optional.empty() : Optional.of(point);
    }

    void committed(CommitPoint point) {
        committed = point;
    }
}
