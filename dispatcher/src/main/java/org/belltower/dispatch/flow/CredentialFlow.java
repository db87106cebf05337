package org.belltower.dispatch.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.dispatch.limit.AimdLimit;
import org.belltower.dispatch.limit.TokenBucket;
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
    /// A probe is out: come again when it should be answered.
    private static final Duration PROBE_ANSWERS = Duration.ofSeconds(1);

    private final FlowSettings settings;
    private final AimdLimit limit;
    private final LaneTurns<Waiter<T>> turns;
    private final Breaker outage;
    private final Map<AppId, Breaker> refusals = new HashMap<>();
    private final Map<Turn.Party, EnvironmentGuard> guards = new HashMap<>();
    private final Optional<TokenBucket> bucket;
    private int streams = Integer.MAX_VALUE;

    CredentialFlow(Credential credential, FlowSettings settings, Moment now) {
        this.settings = settings;
        this.limit = settings.limit();
        this.turns = new LaneTurns<>(settings.shares());
        this.outage = new Breaker(settings.probes());
        this.bucket = credential.provider() == Provider.FCM
                ? settings.firebase().map(rate -> new TokenBucket(rate.perSecond(), rate.ramp(), now.nanos()))
                : Optional.empty();
    }

    /// Who waits, with what is held against its app and its party: looked up once for each.
    ///
    /// @param since when it began to wait, in nanoseconds
    private record Waiter<T>(Turn turn, T item, Breaker refusal, EnvironmentGuard guard, long since) {}

    /// Who goes.
    ///
    /// @param begun when, in nanoseconds
    /// @param probeOfOutage whether what comes of it says if the provider is back
    /// @param probeOfRefusal whether it says if the provider believes us again
    record Going<T>(
            Waiter<T> waiter, long begun, boolean probeOfOutage, boolean probeOfRefusal, boolean probeOfEnvironment) {
        Turn turn() {
            return waiter.turn;
        }

        T item() {
            return waiter.item;
        }

        /// Whether others wait for what comes of it.
        boolean isProbe() {
            return probeOfOutage || probeOfRefusal || probeOfEnvironment;
        }
    }

    /// Lets it wait for its turn. Who is closed out must not wait: [#closedUntil] first.
    void add(Turn turn, T item, Moment now) {
        turns.add(turn, new Waiter<>(turn, item, refusal(turn.app()), guard(turn), now.nanos()));
    }

    /// @return null if nobody may go now
    @Nullable
    Going<T> next(Moment now) {
        if (turns.waiting(Lane.ALERTS) + turns.waiting(Lane.BULK) == 0 || !hasToken(now)) {
            return null;
        }
        Waiter<T> next = turns.next(
                currentLimit(),
                waiter -> closedUntil(waiter, now.instant()) == null && waiter.guard.mayGo(now.instant()));
        if (next == null) {
            return null;
        }
        bucket.ifPresent(tokens -> tokens.take(now.nanos()));
        next.guard.begins();
        return new Going<>(
                next,
                now.nanos(),
                outage.begins(),
                next.refusal.begins(),
                next.guard.tripped().isPresent());
    }

    private boolean hasToken(Moment now) {
        return bucket.isEmpty() || bucket.get().nextAt(now.nanos()) - now.nanos() <= 0;
    }

    /// Books what came of it.
    void finished(Going<T> going, Verdict verdict, Moment now) {
        EnvironmentGuard guard = going.waiter.guard;
        Breaker refusal = going.waiter.refusal;
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
                bucket.ifPresent(tokens ->
                        tokens.pauseUntil(now.nanos() + dropped.after().toNanos()));
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
        turns.finished(going.turn().lane());
    }

    private void answered(Going<T> going, Breaker refusal) {
        succeeded(outage, going.probeOfOutage());
        boolean _ = refusal.succeeded(going.probeOfRefusal());
    }

    /// After an outage it begins with little (I-29).
    private void succeeded(Breaker breaker, boolean probe) {
        if (breaker.succeeded(probe)) {
            limit.restart();
        }
    }

    /// When to come again; null if it may wait here for its turn.
    @Nullable
    Instant closedUntil(Turn turn, Instant now) {
        return closedUntil(refusal(turn.app()), guard(turn), now);
    }

    private @Nullable Instant closedUntil(Waiter<T> waiter, Instant now) {
        return closedUntil(waiter.refusal, waiter.guard, now);
    }

    private @Nullable Instant closedUntil(Breaker refusal, EnvironmentGuard guard, Instant now) {
        Instant until = later(closedUntil(outage, now), closedUntil(refusal, now));
        return later(until, closedUntil(guard, now));
    }

    private static @Nullable Instant closedUntil(Breaker breaker, Instant now) {
        if (breaker.mayGo(now)) {
            return null;
        }
        Instant probe = breaker.closedUntil().orElse(now);
        return probe.isAfter(now) ? probe : now.plus(PROBE_ANSWERS);
    }

    private static @Nullable Instant closedUntil(EnvironmentGuard guard, Instant now) {
        if (guard.tripped().isEmpty() || guard.mayGo(now)) {
            return null;
        }
        Instant probe = guard.tripped().get().probe();
        return probe.isAfter(now) ? probe : now.plus(PROBE_ANSWERS);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /// Takes out those that wait and are closed out by now.
    List<T> takeOutClosed(Instant now) {
        return items(turns.removeIf(waiter -> closedUntil(waiter, now) != null));
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

    /// An app's credential was replaced.
    void replaced(AppId app) {
        refusal(app).close();
        guards.forEach((party, guard) -> {
            if (party.app().equals(app)) {
                guard.reset();
            }
        });
    }

    /// Whether the outage's next probe may go.
    boolean mayProbe(Instant now) {
        return outage.mayGo(now);
    }

    /// Whether the provider is taken to be away.
    boolean isAway() {
        return outage.state() instanceof Breaker.State.Open;
    }

    FlowState state(Moment now) {
        return new FlowState(
                currentLimit(),
                turns.inFlight(Lane.ALERTS),
                turns.inFlight(Lane.BULK),
                turns.waiting(Lane.ALERTS),
                turns.waiting(Lane.BULK),
                longestWait(now),
                bucket.map(tokens -> tokens.quota(now.nanos())).orElse(null),
                outage.state(),
                open(),
                tripped());
    }

    private @Nullable Duration longestWait(Moment now) {
        OptionalLong longest =
                turns.firsts().mapToLong(waiter -> now.nanos() - waiter.since).max();
        return longest.isEmpty() ? null : Duration.ofNanos(longest.getAsLong());
    }

    private Map<AppId, Breaker.State.Open> open() {
        Map<AppId, Breaker.State.Open> open = new HashMap<>();
        refusals.forEach((app, breaker) -> {
            if (breaker.state() instanceof Breaker.State.Open state) {
                open.put(app, state);
            }
        });
        return open;
    }

    private Map<Turn.Party, EnvironmentGuard.Tripped> tripped() {
        Map<Turn.Party, EnvironmentGuard.Tripped> tripped = new HashMap<>();
        guards.forEach((party, guard) -> guard.tripped().ifPresent(it -> tripped.put(party, it)));
        return tripped;
    }

    private int currentLimit() {
        return Math.min(limit.current(), streams);
    }

    private Breaker refusal(AppId app) {
        return refusals.computeIfAbsent(app, _ -> new Breaker(settings.refusedProbes()));
    }

    private EnvironmentGuard guard(Turn turn) {
        return guards.computeIfAbsent(turn.party(), _ -> new EnvironmentGuard(settings.refusedProbes()));
    }
}
