package org.belltower.dispatch.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.dispatch.limit.AimdLimit;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.jspecify.annotations.Nullable;

/// All that decides, of one credential, who goes next: limit, lanes, rate, breakers, and the guards
/// of its parties.
///
/// Deterministic under the time that is given. Not thread-safe.
///
/// @param <T> who waits
final class CredentialFlow<T> {
    private final FlowSettings settings;
    private AimdLimit limit;
    private final LaneTurns<Waiter<T>> turns;
    private final Obstacles obstacles;
    private final Optional<ProjectRate> rate;
    private int streams = Integer.MAX_VALUE;

    CredentialFlow(Credential credential, FlowSettings settings, Moment now) {
        this.settings = settings;
        this.limit = settings.limit();
        this.turns = new LaneTurns<>(settings.shares());
        this.obstacles = new Obstacles(credential, settings);
        this.rate = credential.provider() == Provider.FCM
                ? settings.firebase().map(it -> new ProjectRate(it, now.nanos()))
                : Optional.empty();
    }

    /// Who waits, with what is held against its app and its party: looked up once for each.
    ///
    /// @param since when it began to wait, in nanoseconds
    private record Waiter<T>(T item, Obstacles.Against against, long since) {
        Turn turn() {
            return against.turn();
        }

        EnvironmentGuard guard() {
            return against.guard();
        }
    }

    /// Who goes.
    ///
    /// @param begun when, in nanoseconds
    /// @param probeOfOutage whether what comes of it says if the provider is back
    /// @param probeOfRefusal whether it says if the provider believes us again
    record Going<T>(
            Waiter<T> waiter, long begun, boolean probeOfOutage, boolean probeOfRefusal, boolean probeOfEnvironment) {
        Turn turn() {
            return waiter.turn();
        }

        T item() {
            return waiter.item;
        }

        /// Whether others wait for what comes of it.
        boolean isProbe() {
            return probeOfOutage || probeOfRefusal || probeOfEnvironment;
        }
    }

    /// Lets it wait for its turn. Who is closed out must not wait: [#closing] first.
    void add(Turn turn, T item, Moment now) {
        turns.add(turn, new Waiter<>(item, obstacles.against(turn), now.nanos()));
    }

    /// @return null if nobody may go now
    @Nullable
    Going<T> next(Moment now) {
        int bulkWaits = turns.waiting(Lane.BULK);
        if (turns.waiting(Lane.ALERTS) + bulkWaits == 0 || !rateLets(now)) {
            return null;
        }
        Waiter<T> next = turns.next(
                currentLimit(),
                bulkWaits > 0 && rateLetsBulk(now),
                waiter -> !obstacles.closes(waiter.against, now.instant())
                        && waiter.guard().mayGo(now.instant()));
        if (next == null) {
            return null;
        }
        rate.ifPresent(it -> it.take(next.turn().lane(), now));
        next.guard().begins();
        return new Going<>(
                next,
                now.nanos(),
                obstacles.outage().begins(),
                next.against.refusal().begins(),
                next.guard().tripped().isPresent());
    }

    private boolean rateLets(Moment now) {
        return rate.isEmpty() || rate.get().mayGo(now);
    }

    private boolean rateLetsBulk(Moment now) {
        return rate.isEmpty() || rate.get().bulkMayGo(now);
    }

    /// Books what came of it.
    void finished(Going<T> going, Verdict verdict, Moment now) {
        try {
            book(going, verdict, now);
        } finally {
            turns.finished(going.turn().lane());
        }
    }

    private void book(Going<T> going, Verdict verdict, Moment now) {
        EnvironmentGuard guard = going.waiter.guard();
        Breaker refusal = going.waiter.against.refusal();
        Breaker outage = obstacles.outage();
        switch (verdict) {
            case Verdict.Accepted _ -> {
                limit.accepted(turns.inFlight());
                guard.accepted(now.instant());
                answered(going, refusal);
            }
            case Verdict.Answered _ -> {
                guard.saidNothing();
                answered(going, refusal);
            }
            case Verdict.TokenRejected _ -> {
                guard.rejected(now.instant());
                answered(going, refusal);
            }
            case Verdict.Dropped dropped -> {
                limit.dropped(going.begun(), now.nanos());
                pause(dropped.after(), now);
                guard.saidNothing();
                refusal.saidNothing(going.probeOfRefusal());
                outage.failed(dropped.code(), dropped.after(), going.probeOfOutage(), now.instant());
            }
            case Verdict.Refused refused -> {
                guard.saidNothing();
                succeeded(outage, going.probeOfOutage());
                refusal.refused(refused.code(), going.probeOfRefusal(), now.instant());
            }
            case Verdict.Nothing _ -> {
                guard.saidNothing();
                outage.saidNothing(going.probeOfOutage());
                refusal.saidNothing(going.probeOfRefusal());
            }
        }
    }

    private void pause(Duration after, Moment now) {
        rate.ifPresent(it -> it.pauseUntil(now.nanos() + after.toNanos()));
        obstacles.pauseUntil(now.instant().plus(after));
    }

    private void answered(Going<T> going, Breaker refusal) {
        succeeded(obstacles.outage(), going.probeOfOutage());
        boolean _ = refusal.succeeded(going.probeOfRefusal());
    }

    /// After an outage it begins with little (I-29).
    private void succeeded(Breaker breaker, boolean probe) {
        if (breaker.succeeded(probe)) {
            limit.restart();
        }
    }

    /// What keeps it back, and until when; null if it may wait here for its turn.
    Obstacles.@Nullable Closing closing(Turn turn, Instant now) {
        return obstacles.closing(obstacles.against(turn), now);
    }

    /// Whether what was kept back by the hold of that text may go.
    Passage passage(String hold, Instant now) {
        return obstacles.passage(hold, now);
    }

    /// Takes out those that wait and are closed out by now.
    List<T> takeOutClosed(Instant now) {
        return items(turns.removeIf(waiter -> obstacles.closes(waiter.against, now)));
    }

    List<T> takeOut(Predicate<? super T> unwanted) {
        return items(turns.removeIf(waiter -> unwanted.test(waiter.item)));
    }

    private static <T> List<T> items(List<Waiter<T>> waiters) {
        return waiters.stream().map(Waiter::item).toList();
    }

    /// @param allowed the requests that live connections carry at once
    void streams(int allowed) {
        this.streams = Math.max(1, allowed);
    }

    /// From now on this part of what the provider takes is this copy's.
    void share(double part, Moment now) {
        rate.ifPresent(it -> it.share(part, now));
    }

    /// The credential was replaced, which is this app's alone: it begins anew.
    void replaced(AppId app, Moment now) {
        obstacles.replaced(app);
        rate.ifPresent(it -> it.resume(now.nanos()));
        limit = settings.limit();
    }

    FlowState state(Moment now) {
        return new FlowState(
                currentLimit(),
                turns.inFlight(Lane.ALERTS),
                turns.inFlight(Lane.BULK),
                turns.waiting(Lane.ALERTS),
                turns.waiting(Lane.BULK),
                longestWait(now),
                rate.map(it -> it.quota(now)).orElse(null),
                obstacles.outage().state(),
                obstacles.refused(),
                obstacles.tripped());
    }

    private @Nullable Duration longestWait(Moment now) {
        OptionalLong longest =
                turns.firsts().mapToLong(waiter -> now.nanos() - waiter.since).max();
        return longest.isEmpty() ? null : Duration.ofNanos(longest.getAsLong());
    }

    private int currentLimit() {
        return Math.min(limit.current(), streams);
    }
}
