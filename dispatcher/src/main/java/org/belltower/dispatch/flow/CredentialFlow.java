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

    private final Credential credential;
    private final FlowSettings settings;
    private final AimdLimit limit;
    private final LaneTurns<Waiter<T>> turns;
    private final Breaker outage;
    private final Map<AppId, Breaker> refusals = new HashMap<>();
    private final Map<Turn.Party, EnvironmentGuard> guards = new HashMap<>();
    private final Optional<ProjectRate> rate;
    private int streams = Integer.MAX_VALUE;

    /// Nothing before then: the provider said so. Who would wait here for that long would hold up
    /// what others have on the lane.
    private Instant pausedUntil = Instant.MIN;

    CredentialFlow(Credential credential, FlowSettings settings, Moment now) {
        this.credential = credential;
        this.settings = settings;
        this.limit = settings.limit();
        this.turns = new LaneTurns<>(settings.shares());
        this.outage = new Breaker(settings.probes());
        this.rate = credential.provider() == Provider.FCM
                ? settings.firebase().map(it -> new ProjectRate(it, now.nanos()))
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
        int bulkWaits = turns.waiting(Lane.BULK);
        if (turns.waiting(Lane.ALERTS) + bulkWaits == 0 || !rateLets(now)) {
            return null;
        }
        Waiter<T> next = turns.next(
                currentLimit(),
                bulkWaits > 0 && rateLetsBulk(now),
                waiter -> !isClosed(waiter, now.instant()) && waiter.guard.mayGo(now.instant()));
        if (next == null) {
            return null;
        }
        rate.ifPresent(it -> it.take(next.turn.lane(), now));
        next.guard.begins();
        return new Going<>(
                next,
                now.nanos(),
                outage.begins(),
                next.refusal.begins(),
                next.guard.tripped().isPresent());
    }

    private boolean rateLets(Moment now) {
        return rate.isEmpty() || rate.get().mayGo(now);
    }

    private boolean rateLetsBulk(Moment now) {
        return rate.isEmpty() || rate.get().bulkMayGo(now);
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
        turns.finished(going.turn().lane());
    }

    private void pause(Duration after, Moment now) {
        rate.ifPresent(it -> it.pauseUntil(now.nanos() + after.toNanos()));
        Instant until = now.instant().plus(after);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
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

    /// What keeps it back, and until when; null if it may wait here for its turn.
    @Nullable
    Closing closing(Turn turn, Instant now) {
        Breaker refusal = refusal(turn.app());
        EnvironmentGuard guard = guard(turn);
        if (!isClosed(refusal, guard, now)) {
            return null;
        }
        Instant until = later(later(later(probe(outage, now), pausedUntil), probe(refusal, now)), probe(guard, now));
        return new Closing(until.isAfter(now) ? until : now.plus(PROBE_ANSWERS), hold(turn, refusal, now));
    }

    /// @param until when to come again
    record Closing(Instant until, Hold by) {}

    private Hold hold(Turn turn, Breaker refusal, Instant now) {
        if (!isReady(now)) {
            return Hold.outage(credential);
        }
        return refusal.mayGo(now) ? Hold.environment(credential, turn.party()) : Hold.refusal(credential, turn.app());
    }

    private boolean isClosed(Waiter<T> waiter, Instant now) {
        return isClosed(waiter.refusal, waiter.guard, now);
    }

    private boolean isReady(Instant now) {
        return outage.mayGo(now) && !isPaused(now);
    }

    private boolean isPaused(Instant now) {
        return pausedUntil.isAfter(now);
    }

    private boolean isClosed(Breaker refusal, EnvironmentGuard guard, Instant now) {
        return !isReady(now) || !refusal.mayGo(now) || isClosed(guard, now);
    }

    private static boolean isClosed(EnvironmentGuard guard, Instant now) {
        return guard.tripped().isPresent() && !guard.mayGo(now);
    }

    private static Instant probe(Breaker breaker, Instant now) {
        return breaker.mayGo(now) ? now : breaker.closedUntil().orElse(now);
    }

    private static Instant probe(EnvironmentGuard guard, Instant now) {
        return isClosed(guard, now) ? guard.tripped().orElseThrow().probe() : now;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Whether what was kept back by the hold of that text may go.
    Passage passage(String hold, Instant now) {
        Passage provider = passage(isAway(now), isReady(now));
        return provider == Passage.OPEN ? passageOfPart(hold, now) : provider;
    }

    private Passage passageOfPart(String hold, Instant now) {
        for (Map.Entry<AppId, Breaker> refusal : refusals.entrySet()) {
            if (Hold.refusal(credential, refusal.getKey()).toString().equals(hold)) {
                Breaker breaker = refusal.getValue();
                return passage(breaker.state() instanceof Breaker.State.Open, breaker.mayGo(now));
            }
        }
        for (Map.Entry<Turn.Party, EnvironmentGuard> guarded : guards.entrySet()) {
            if (Hold.environment(credential, guarded.getKey()).toString().equals(hold)) {
                EnvironmentGuard guard = guarded.getValue();
                return passage(guard.tripped().isPresent(), guard.mayGo(now));
            }
        }
        return Passage.OPEN;
    }

    private static Passage passage(boolean held, boolean mayGo) {
        if (!held) {
            return Passage.OPEN;
        }
        return mayGo ? Passage.PROBE : Passage.CLOSED;
    }

    /// Takes out those that wait and are closed out by now.
    List<T> takeOutClosed(Instant now) {
        return items(turns.removeIf(waiter -> isClosed(waiter, now)));
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

    /// An app's credential was replaced.
    void replaced(AppId app) {
        refusal(app).close();
        guards.forEach((party, guard) -> {
            if (party.app().equals(app)) {
                guard.reset();
            }
        });
    }

    /// The provider is taken to be away, or asked for time.
    private boolean isAway(Instant now) {
        return outage.state() instanceof Breaker.State.Open || isPaused(now);
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
