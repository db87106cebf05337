package org.belltower.dispatch.app;

import java.util.List;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// Tells each of several.
record Listeners(List<DispatchListener> all) implements DispatchListener {
    @Override
    public void taken(Handed handed) {
        all.forEach(one -> one.taken(handed));
    }

    @Override
    public void sending(Handed handed, Route route) {
        all.forEach(one -> one.sending(handed, route));
    }

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {
        all.forEach(one -> one.answered(handed, route, outcome));
    }

    @Override
    public void failed(Handed handed, Push push, Route route, SendOutcome.Passing outcome) {
        all.forEach(one -> one.failed(handed, push, route, outcome));
    }

    @Override
    public void ended(Handed handed, Push push, Result result) {
        all.forEach(one -> one.ended(handed, push, result));
    }

    @Override
    public void buried(Handed handed, String reason) {
        all.forEach(one -> one.buried(handed, reason));
    }

    @Override
    public void outcomeUnreadable(LaneOffset place, String reason) {
        all.forEach(one -> one.outcomeUnreadable(place, reason));
    }

    @Override
    public void left(Handed handed) {
        all.forEach(one -> one.left(handed));
    }
}
