package org.belltower.dispatch.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.belltower.dispatch.breaker.Breaker;
import org.belltower.dispatch.breaker.EnvironmentGuard;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// What keeps the pushes of a credential back: its provider is away or asked for time, refuses an
/// app, or takes no token of a party.
///
/// Deterministic under the time that is given. Not thread-safe.
final class Obstacles {
    /// A probe is out: come again when it should be answered.
    private static final Duration PROBE_ANSWERS = Duration.ofSeconds(1);

    private final Credential credential;
    private final FlowSettings settings;
    private final Breaker outage;
    private final Map<AppId, Breaker> refusals = new HashMap<>();
    private final Map<Turn.Party, EnvironmentGuard> guards = new HashMap<>();

    /// Nothing before then: the provider said so. Who would wait for that long for a permit would
    /// hold up what others have on the lane.
    private Instant pausedUntil = Instant.MIN;

    Obstacles(Credential credential, FlowSettings settings) {
        this.credential = credential;
        this.settings = settings;
        this.outage = new Breaker(settings.probes());
    }

    /// What may be held against one turn's app and party.
    record Against(Turn turn, Breaker refusal, EnvironmentGuard guard) {}

    /// @param until when to come again
    record Closing(Instant until, Hold by) {}

    Against against(Turn turn) {
        return new Against(
                turn,
                refusals.computeIfAbsent(turn.app(), _ -> new Breaker(settings.refusedProbes())),
                guards.computeIfAbsent(turn.party(), _ -> new EnvironmentGuard(settings.refusedProbes())));
    }

    Breaker outage() {
        return outage;
    }

    /// The provider asks for time.
    void pauseUntil(Instant until) {
        pausedUntil = later(pausedUntil, until);
    }

    /// Whether it may not even wait for its turn.
    boolean closes(Against one, Instant now) {
        return !isReady(now) || !one.refusal.mayGo(now) || isClosed(one.guard, now);
    }

    /// What keeps it back, and until when; null if it may wait for its turn.
    @Nullable
    Closing closing(Against one, Instant now) {
        if (!closes(one, now)) {
            return null;
        }
        Instant provider = later(probe(outage, now), pausedUntil);
        Instant until = later(later(provider, probe(one.refusal, now)), probe(one.guard, now));
        return new Closing(until.isAfter(now) ? until : now.plus(PROBE_ANSWERS), hold(one, now));
    }

    private Hold hold(Against one, Instant now) {
        if (!isReady(now)) {
            return Hold.outage(credential);
        }
        return one.refusal.mayGo(now)
                ? Hold.environment(credential, one.turn.party())
                : Hold.refusal(credential, one.turn.app());
    }

    /// Whether what was kept back by the hold of that text may go.
    Passage passage(String hold, Instant now) {
        boolean away = outage.state() instanceof Breaker.State.Open || isPaused(now);
        return away ? passage(true, isReady(now)) : passageOfPart(hold, now);
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

    private boolean isReady(Instant now) {
        return outage.mayGo(now) && !isPaused(now);
    }

    private boolean isPaused(Instant now) {
        return pausedUntil.isAfter(now);
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

    /// The credential was replaced, which is this app's alone.
    void replaced(AppId app) {
        pausedUntil = Instant.MIN;
        outage.close();
        Breaker refusal = refusals.get(app);
        if (refusal != null) {
            refusal.close();
        }
        guards.forEach((party, guard) -> {
            if (party.app().equals(app)) {
                guard.reset();
            }
        });
    }

    /// Whose pushes the provider refuses.
    Map<AppId, Breaker.State.Open> refused() {
        Map<AppId, Breaker.State.Open> open = new HashMap<>();
        refusals.forEach((app, breaker) -> {
            if (breaker.state() instanceof Breaker.State.Open state) {
                open.put(app, state);
            }
        });
        return open;
    }

    /// Whose tokens it does not take.
    Map<Turn.Party, EnvironmentGuard.Tripped> tripped() {
        Map<Turn.Party, EnvironmentGuard.Tripped> tripped = new HashMap<>();
        guards.forEach((party, guard) -> guard.tripped().ifPresent(it -> tripped.put(party, it)));
        return tripped;
    }
}
