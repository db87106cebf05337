package org.belltower.dispatch.send;

import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// Who watches: metrics, status, logs. Hears what it asks for. Called by many threads; must neither
/// block nor throw.
public interface DispatchListener {
    /// A record was taken in hand.
    default void taken(Handed handed) {}

    /// Its push is being sent.
    default void sending(Handed handed, Route route) {}

    /// The send was resolved.
    default void answered(Handed handed, Route route, SendOutcome outcome) {}

    /// It was in vain; it will be sent again.
    default void failed(Handed handed, Push push, Route route, SendOutcome.Passing outcome) {}

    /// One that failed is taken up again: it is sent, or ends, or is left.
    ///
    /// @param route by which it failed
    default void resumed(Handed handed, Route route) {}

    /// It waits elsewhere, and will come again.
    default void deferred(Handed handed) {}

    /// Its end is durable.
    default void ended(Handed handed, Push push, Result result) {}

    /// The record could not be used and stands among the dead letters.
    default void buried(Handed handed, String reason) {}

    /// A record among the outcomes could not be used when a partition was taken up: its push may be
    /// sent again.
    ///
    /// @param place where it stands
    /// @param reason names fields and rules, never values
    default void outcomeUnreadable(LaneOffset place, String reason) {}

    /// It is in hand no more: ended, buried, or left to the partition's next owner.
    default void left(Handed handed) {}
}
