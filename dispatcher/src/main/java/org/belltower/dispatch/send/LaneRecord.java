package org.belltower.dispatch.send;

import java.util.Optional;
import org.belltower.dispatch.flow.Lane;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;

/// A record of a lane, whatever stands in it.
public interface LaneRecord {
    LaneOffset place();

    /// By which lane it came.
    Lane lane();

    /// Reads it.
    Push push() throws MalformedMessageException;

    /// Which push it is, also if [#push] cannot read it; empty if that cannot be known.
    Optional<PushAddress> address();

    /// How often its push was sent in vain before it was taken in hand.
    int failures();

    /// Puts it where it waits without a place in hand, and blocks until it is there: then the
    /// record is done, and comes back by another way. Repeatable.
    ///
    /// @return false if that cannot be done now: it waits in hand
    /// @throws InterruptedException if the service ends first
    boolean defer(Push push, Deferment deferment) throws InterruptedException;

    /// Lays it among the dead letters, and blocks until it is there. Repeatable.
    ///
    /// @param reason names fields and rules, never values
    /// @throws InterruptedException if the service ends first
    /// @throws org.belltower.dispatch.outcome.UnwritableException if it never can be
    void deadLetter(String reason) throws InterruptedException;
}
