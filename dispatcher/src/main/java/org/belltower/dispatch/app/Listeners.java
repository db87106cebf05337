package org.belltower.dispatch.app;

import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;

/// Tells each of several. Each push comes by several times: an array, and no lambdas.
final class Listeners implements DispatchListener {
    private final DispatchListener[] all;

    Listeners(DispatchListener... all) {
        this.all = all.clone();
    }

    @Override
    public void taken(Handed handed) {
        for (DispatchListener one : all) {
            one.taken(handed);
        }
    }

    @Override
    public void sending(Handed handed, Route route) {
        for (DispatchListener one : all) {
            one.sending(handed, route);
        }
    }

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {
        for (DispatchListener one : all) {
            one.answered(handed, route, outcome);
        }
    }

    @Override
    public void failed(Handed handed, Push push, Route route, SendOutcome.Passing outcome) {
        for (DispatchListener one : all) {
            one.failed(handed, push, route, outcome);
        }
    }

    @Override
    public void resumed(Handed handed, Route route) {
        for (DispatchListener one : all) {
            one.resumed(handed, route);
        }
    }

    @Override
    public void ended(Handed handed, Push push, Result result) {
        for (DispatchListener one : all) {
            one.ended(handed, push, result);
        }
    }

    @Override
    public void buried(Handed handed, String reason) {
        for (DispatchListener one : all) {
            one.buried(handed, reason);
        }
    }

    @Override
    public void outcomeUnreadable(LaneOffset place, String reason) {
        for (DispatchListener one : all) {
            one.outcomeUnreadable(place, reason);
        }
    }

    @Override
    public void left(Handed handed) {
        for (DispatchListener one : all) {
            one.left(handed);
        }
    }
}
