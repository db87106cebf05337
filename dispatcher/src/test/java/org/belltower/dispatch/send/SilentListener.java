package org.belltower.dispatch.send;

import java.time.Instant;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// Nobody watches.
public class SilentListener implements DispatchListener {
    @Override
    public void taken(Handed handed) {}

    @Override
    public void sending(Handed handed, Route route) {}

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {}

    @Override
    public void failed(Handed handed, Route route, SendOutcome.Passing outcome, Instant again) {}

    @Override
    public void ended(Handed handed, Push push, Result result) {}

    @Override
    public void buried(Handed handed, String reason) {}

    @Override
    public void outcomeUnreadable(LaneOffset place, String reason) {}

    @Override
    public void left(Handed handed) {}
}
