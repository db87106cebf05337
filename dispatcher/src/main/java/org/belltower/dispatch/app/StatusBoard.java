package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.push.Push;
import org.jspecify.annotations.Nullable;

/// What is going on now: how many pushes are in hand, and per route what is in flight, waits, was
/// accepted, and why the last could not go.
///
/// Thread-safe.
final class StatusBoard implements DispatchListener {
    private final InstantSource time;
    private final LongAdder inHand = new LongAdder();
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

    /// How long ago a provider last accepted a push, by whichever credential; empty if none was.
    Optional<Duration> acceptedAgo(Provider provider) {
        Instant now = time.instant();
        return routes.entrySet().stream()
                .filter(route -> route.getKey().credential().provider() == provider)
                .flatMap(
                        route -> Stream.ofNullable(route.getValue().lastAccepted.get()))
                .max(Comparator.naturalOrder())
                .map(last -> Duration.between(last, now));
    }

    int inHand() {
        return inHand.intValue();
    }

    @Override
    public void taken(Handed handed) {
        inHand.increment();
    }

    @Override
    public void left(Handed handed) {
        inHand.decrement();
    }

    @Override
    public void sending(Handed handed, Route route) {
        counts(route).inFlight.increment();
    }

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {
        Counts counts = counts(route);
        counts.inFlight.decrement();
        if (outcome instanceof SendOutcome.Accepted) {
            counts.accepted.increment();
            counts.lastAccepted.set(time.instant());
        }
    }

    @Override
    public void failed(Handed handed, Push failed, Route route, SendOutcome.Passing outcome) {
        Counts counts = counts(route);
        counts.waiting.increment();
        counts.lastFailure.set(new Traffic.Failure(time.instant(), outcome.code()));
    }

    @Override
    public void resumed(Handed handed, Route route) {
        counts(route).waiting.decrement();
    }

    private Counts counts(Route route) {
        return routes.computeIfAbsent(new RouteKey(route.app(), route.credential()), _ -> new Counts());
    }

    private record RouteKey(AppId app, Credential credential) {}

    private static final class Counts {
        private final LongAdder inFlight = new LongAdder();
        private final LongAdder waiting = new LongAdder();
        private final LongAdder accepted = new LongAdder();
        private final AtomicReference<@Nullable Instant> lastAccepted = new AtomicReference<>();
        private final AtomicReference<Traffic.@Nullable Failure> lastFailure = new AtomicReference<>();

        private Traffic traffic() {
            return new Traffic(
                    inFlight.intValue(), accepted.sum(), waiting.intValue(), lastAccepted.get(), lastFailure.get());
        }
    }
}
