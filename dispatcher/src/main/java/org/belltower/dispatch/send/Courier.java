package org.belltower.dispatch.send;

import java.util.concurrent.Executor;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.flow.Ticket;
import org.belltower.dispatch.pause.Delays;

/// Takes pushes to their ends. Each is at one place at a time: it waits for its time ([Delays]) or
/// for a permit ([Permits]), without a thread, or it is being sent or written down, on a virtual
/// thread of its own.
///
/// A push that comes twice is safe: its id is the same, and its outcome names its place on the
/// lane. Nothing of a withdrawn assignment is sent; what is out when it is withdrawn is still
/// written down. While what is known is not fresh, all wait: who renews it wakes them.
///
/// Thread-safe.
public final class Courier {
    private final Judge judge;
    private final Permits permits;
    private final Delays delays;
    private final Endings endings;
    private final Executor threads;

    /// @param threads gives each task a thread on which it may block. A task throws an
    /// [org.belltower.dispatch.outcome.UnwritableException] if an end cannot be written down: its
    /// record is not completed and holds its partition, so the process must end
    public Courier(Judge judge, Permits permits, Delays delays, Endings endings, Executor threads) {
        this.judge = judge;
        this.permits = permits;
        this.delays = delays;
        this.endings = endings;
        this.threads = threads;
    }

    /// Takes a record in hand, until its push has ended and its end is durable, or its assignment
    /// was withdrawn: then it is left as it is, and its record not completed. Does not block.
    public void take(Handed handed) {
        new PushInHand(this, handed).begin();
    }

    /// Lets go of what waits and belongs to a withdrawn assignment; lets all others that wait for
    /// their time look again.
    public void wake() {
        for (Ticket ticket : permits.takeBack(ticket -> ticket instanceof PushInHand push && push.isWithdrawn())) {
            if (ticket instanceof PushInHand push) {
                push.look();
            }
        }
        delays.wake();
    }

    Judge judge() {
        return judge;
    }

    Permits permits() {
        return permits;
    }

    Delays delays() {
        return delays;
    }

    Endings endings() {
        return endings;
    }

    Executor threads() {
        return threads;
    }

    DispatchListener listener() {
        return endings.listener();
    }
}
