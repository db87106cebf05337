package org.belltower.dispatch.send;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.dispatch.pause.Waiting;

/// A clock that stands still until somebody waits: then it is the time waited for. Not thread-safe.
public final class SteppedTime implements InstantSource, Waiting {
    private Instant now;
    private Runnable whileWaiting = () -> {};

    public SteppedTime(Instant now) {
        this.now = now;
    }

    /// Happens when somebody waits next, before the time has passed.
    void whileWaiting(Runnable event) {
        whileWaiting = event;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /// What happens while somebody waits without a thread.
    void happen() {
        Runnable event = whileWaiting;
        whileWaiting = () -> {};
        event.run();
    }

    void moveTo(Instant due) {
        now = due.isAfter(now) ? due : now;
    }

    @Override
    public void until(Instant due) {
        happen();
        moveTo(due);
    }
}
