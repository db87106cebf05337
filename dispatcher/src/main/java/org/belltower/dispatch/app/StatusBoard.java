package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.dispatch.consume.Work;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.AppId;
import org.belltower.model.push.Push;
import org.jspecify.annotations.Nullable;

/// What is going on now: which pushes are in hand since when, and per route what is in flight, waits, was
/// accepted, and why the last could not go.
///
/// Thread-safe; each push is reported by one thread at a time.
final class StatusBoard implements DispatchListener {
    private final InstantSource time;
    private final ConcurrentMap<Work, InHand> inHand = new ConcurrentHashMap<>();
    private final ConcurrentMap<RouteKey, Counts> routes = new ConcurrentHashMap<>();

    StatusBoard(InstantSource time) {
        this.time = time;
    }

    Traffic traffic(Route route) {
        return traffic(route.app(), route.credential());
    }

    /// What went by a credential is counted on when another takes its place under the same name.
    Traffic traffic(AppId app, Credential credential) {
        Counts counts = routes.get(new RouteKey(app, credential));
        return counts == null ? Traffic.NONE : counts.traffic();
    }

    int inHand() {
        return inHand.size();
    }

    /// How long the oldest push in hand has been there; none if there is none.
    Optional<Duration> oldest() {
        Instant now = time.instant();
        return inHand.values().stream()
                .map(push -> Duration.between(push.since, now))
                .max(Duration::compareTo);
    }

    @Override
    public void taken(Handed handed) {
        inHand.put(handed.work(), new InHand(time.instant()));
    }

    @Override
    public void sending(Handed handed, Route route) {
        InHand push = inHand.get(handed.work());
        if (push != null) {
            push.enter(counts(route).inFlight);
        }
    }

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {
        InHand push = inHand.get(handed.work());
        if (push != null) {
            push.leave();
        }
        if (outcome instanceof SendOutcome.Accepted) {
            Counts counts = counts(route);
            counts.accepted.incrementAndGet();
            counts.lastAccepted.set(time.instant());
        }
    }

    @Override
    public void failed(Handed handed, Push failed, Route route, SendOutcome.Passing outcome) {
        Counts counts = counts(route);
        counts.lastFailure.set(new Traffic.Failure(time.instant(), outcome.code()));
        InHand push = inHand.get(handed.work());
        if (push != null) {
            push.enter(counts.waiting);
        }
    }

    @Override
    public void left(Handed handed) {
        InHand push = inHand.remove(handed.work());
        if (push != null) {
            push.leave();
        }
    }

    private Counts counts(Route route) {
        return routes.computeIfAbsent(new RouteKey(route.app(), route.credential()), _ -> new Counts());
    }

    private record RouteKey(AppId app, Credential credential) {}

    private static final class Counts {
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicLong accepted = new AtomicLong();
        private final AtomicReference<@Nullable Instant> lastAccepted = new AtomicReference<>();
        private final AtomicReference<Traffic.@Nullable Failure> lastFailure = new AtomicReference<>();

        private Traffic traffic() {
            return new Traffic(inFlight.get(), accepted.get(), waiting.get(), lastAccepted.get(), lastFailure.get());
        }
    }

    /// A push, counted in at most one place at a time.
    private static final class InHand {
        private final Instant since;
        private @Nullable AtomicInteger place;

        private InHand(Instant since) {
            this.since = since;
        }

        private void enter(AtomicInteger next) {
            leave();
            next.incrementAndGet();
            place = next;
        }

        private void leave() {
            if (place != null) {
                place.decrementAndGet();
                place = null;
            }
        }
    }
}
