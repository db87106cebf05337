package org.belltower.dispatch.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.belltower.service.failure.RetryPolicy;

/// Stops sending where sending is in vain, and finds out by single requests when it is not any more
/// (a circuit breaker; Nygard, "Release It!").
///
/// **Closed**: everything goes. It opens when half of the last 64 answers were failures, so that a
/// few among many change nothing and an outage is noticed after 32; or at once when the provider
/// refuses who we are. **Open**: nothing goes until the time of the next probe, which comes later
/// with each that fails, and never before the provider said. **Probing**: one request goes; what it
/// brings decides. Answers to requests that left before it opened decide nothing.
///
/// Deterministic but for the chance in the pauses. Not thread-safe.
public final class Breaker {
    private static final int REMEMBERED = 64;
    private static final int TOO_MANY = REMEMBERED / 2;

    private final RetryPolicy pauses;
    private final BitSet failures = new BitSet(REMEMBERED);
    private int next;
    private State state = new State.Closed();

    /// @param pauses between probes
    public Breaker(RetryPolicy pauses) {
        this.pauses = pauses;
    }

    /// Where it stands.
    public sealed interface State {
        /// Everything goes.
        record Closed() implements State {}

        /// Nothing goes until a probe was answered well.
        ///
        /// @param reason the provider's word or ours: one of a fixed few
        /// @param since when it opened
        /// @param probe when the next may go
        /// @param failed probes in a row that failed
        /// @param probing whether one is out
        record Open(String reason, Instant since, Instant probe, int failed, boolean probing) implements State {}
    }

    public State state() {
        return state;
    }

    /// Whether a request may go now.
    public boolean mayGo(Instant now) {
        return switch (state) {
            case State.Closed _ -> true;
            case State.Open open -> !open.probing() && !now.isBefore(open.probe());
        };
    }

    /// When to ask again; empty if everything goes.
    public Optional<Instant> closedUntil() {
        return switch (state) {
            case State.Closed _ -> Optional.empty();
            case State.Open open -> Optional.of(open.probe());
        };
    }

    /// A request goes, which it may.
    ///
    /// @return whether it is the probe
    public boolean begins() {
        return switch (state) {
            case State.Closed _ -> false;
            case State.Open open -> {
                state = new State.Open(open.reason(), open.since(), open.probe(), open.failed(), true);
                yield true;
            }
        };
    }

    /// The provider answered, whatever it thinks of the push.
    ///
    /// @return whether it closed by that
    public boolean succeeded(boolean probe) {
        return switch (state) {
            case State.Closed _ -> {
                remember(false);
                yield false;
            }
            case State.Open _ -> {
                if (probe) {
                    close();
                }
                yield probe;
            }
        };
    }

    /// It neither took the push nor refused it.
    ///
    /// @param after not before this, if the provider said so; else zero
    public void failed(String reason, Duration after, boolean probe, Instant now) {
        switch (state) {
            case State.Closed _ -> {
                remember(true);
                if (failures.cardinality() >= TOO_MANY) {
                    open(reason, after, now);
                }
            }
            case State.Open open -> failedAgain(open, reason, after, probe, now);
        }
    }

    /// It refuses who we are: no other request would fare better.
    public void refused(String reason, boolean probe, Instant now) {
        switch (state) {
            case State.Closed _ -> open(reason, Duration.ZERO, now);
            case State.Open open -> failedAgain(open, reason, Duration.ZERO, probe, now);
        }
    }

    /// A request that went says nothing: it did not leave after all. If it was the probe, the next
    /// may go.
    public void saidNothing(boolean probe) {
        if (probe && state instanceof State.Open open) {
            state = new State.Open(open.reason(), open.since(), open.probe(), open.failed(), false);
        }
    }

    /// Begins anew: what was refused is replaced.
    public void close() {
        failures.clear();
        state = new State.Closed();
    }

    private void remember(boolean failure) {
        failures.set(next, failure);
        next = (next + 1) % REMEMBERED;
    }

    private void open(String reason, Duration after, Instant now) {
        state = new State.Open(reason, now, now.plus(pauses.delay(1, after)), 0, false);
    }

    private void failedAgain(State.Open open, String reason, Duration after, boolean probe, Instant now) {
        if (probe) {
            int failed = open.failed() + 1;
            state = new State.Open(reason, open.since(), now.plus(pauses.delay(failed + 1, after)), failed, false);
        } else if (!after.isZero() && now.plus(after).isAfter(open.probe())) {
            state = new State.Open(open.reason(), open.since(), now.plus(after), open.failed(), open.probing());
        }
    }
}
