package org.belltower.dispatch.send;

import org.belltower.dispatch.consume.AssignmentGate;
import org.belltower.dispatch.consume.Work;

/// A record handed over to be sent.
///
/// @param gate that of the assignment it was polled under
/// @param completions told when it is done
public record Handed(Work work, AssignmentGate gate, LaneRecord record, Completions completions) {}
