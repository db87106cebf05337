package org.belltower.dispatch.send;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Permits;
import org.belltower.dispatch.flow.Waiting;
import org.belltower.dispatch.outcome.OutcomeLog;
import org.belltower.dispatch.outcome.UnwritableException;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;

/// Takes one push to its end: asks [JourneyRules] what to do, does it, and asks again.
///
/// [#carry] blocks, for as long as the push lives, and is called on a virtual thread of the push's own. A
/// push that comes twice is safe: its id is the same, and its outcome names its place on the lane. Nothing of
/// a withdrawn assignment is sent; what is out when it is withdrawn is still written down. While what is
/// known is not fresh, all wait: who renews it wakes the waiting.
///
/// Thread-safe.
public final class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final JourneyRules rules;
    private final Knowledge knowledge;
    private final Permits permits;
    private final Waiting waiting;
    private final OutcomeLog outcomes;
    private final InstantSource time;
    private final DispatchListener listener;

    public Courier(
            JourneyRules rules,
            Knowledge knowledge,
            Permits permits,
            Waiting waiting,
            OutcomeLog outcomes,
            InstantSource time,
            DispatchListener listener) {
        this.rules = rules;
        this.knowledge = knowledge;
        this.permits = permits;
        this.waiting = waiting;
        this.outcomes = outcomes;
        this.time = time;
        this.listener = listener;
    }

    /// Returns when the push has ended and its end is durable, or when its assignment was withdrawn, or when
    /// the thread is interrupted: then it is left as it is, and its record not completed.
    ///
    /// @throws UnwritableException if its end cannot be written down: its record is not completed and holds
    ///     its partition, so the process must end
    public void carry(Handed handed, Completions completions) {
        listener.taken(handed);
        try {
            walk(handed, completions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listener.left(handed);
        }
    }

    private void walk(Handed handed, Completions completions) throws InterruptedException {
        try {
            walk(handed, handed.record().push(), completions);
        } catch (MalformedMessageException e) {
            bury(handed, e.getMessage(), completions);
        } catch (UnwritableException e) {
            // No fault of the record: among the dead letters it would be lost.
            throw e;
        } catch (RuntimeException e) {
            // A defect. The record must not hold its partition up for ever (I-20).
            LOG.errorf("event=push-defect place=%s cause=%s", handed.record().place(), Failures.kinds(e));
            bury(handed, "defect: " + e.getClass().getSimpleName(), completions);
        }
    }

    private void walk(Handed handed, Push push, Completions completions) throws InterruptedException {
        Journey journey = Journey.begin(push, time.instant());
        while (true) {
            switch (step(journey)) {
                case Step.Wait wait -> {
                    if (!waiting.until(wait.until(), handed.gate()::isWithdrawn)) {
                        return;
                    }
                }
                case Step.Park park -> {
                    if (!park(handed, park.until())) {
                        return;
                    }
                }
                case Step.Finish finish -> {
                    finish(handed, push, finish.result(), completions);
                    return;
                }
                case Step.Send send -> {
                    Optional<Journey> again = send(handed, journey, send.route(), completions);
                    if (again.isEmpty()) {
                        return;
                    }
                    journey = again.get();
                }
            }
        }
    }

    /// @return false if its assignment was withdrawn
    private boolean park(Handed handed, Instant until) throws InterruptedException {
        boolean _ = waiting.until(until, () -> handed.gate().isWithdrawn() || knowledge.isFresh());
        return !handed.gate().isWithdrawn();
    }

    private Step step(Journey journey) {
        return rules.next(journey, knowledge.about(journey.push()), time.instant());
    }

    /// @return the journey, if it goes on
    private Optional<Journey> send(Handed handed, Journey journey, Route route, Completions completions)
            throws InterruptedException {
        if (!permits.acquire(route.credential(), handed.gate()::isWithdrawn)) {
            return Optional.empty();
        }
        Permit permit = new Permit(permits, route.credential());
        try {
            // The permit may have come late: what was true before it is looked at anew.
            if (!(step(journey) instanceof Step.Send now && now.route().equals(route))) {
                return Optional.of(journey);
            }
            if (!handed.gate().enter()) {
                return Optional.empty();
            }
            try {
                return sendInside(handed, journey, now, permit, completions);
            } finally {
                handed.gate().leave();
            }
        } finally {
            permit.giveBack();
        }
    }

    private Optional<Journey> sendInside(
            Handed handed, Journey journey, Step.Send send, Permit permit, Completions completions)
            throws InterruptedException {
        Push push = journey.push();
        Route route = send.route();
        listener.sending(handed, route);
        SendOutcome outcome =
                route.sender().send(push, send.token(), () -> step(journey).equals(send));
        permit.giveBack();
        listener.answered(handed, route, outcome);
        return switch (outcome) {
            case SendOutcome.HeldBack _ -> Optional.of(journey);
            case SendOutcome.Passing passing -> {
                listener.failed(handed, push, route, passing);
                yield Optional.of(rules.again(journey, passing, time.instant()));
            }
            case SendOutcome.Final ended -> {
                if (ended instanceof SendOutcome.Malformed malformed) {
                    handed.record().deadLetter(route.provider() + " refused the push: " + malformed.code());
                }
                write(handed, push, JourneyRules.result(ended, route.provider(), send.tokenVersion()), completions);
                yield Optional.empty();
            }
        };
    }

    private void finish(Handed handed, Push push, Result result, Completions completions) throws InterruptedException {
        if (handed.gate().enter()) {
            try {
                write(handed, push, result, completions);
            } finally {
                handed.gate().leave();
            }
        }
    }

    private void write(Handed handed, Push push, Result result, Completions completions) throws InterruptedException {
        Instant now = time.instant();
        long offset = outcomes.write(new Outcome(
                push.id(), push.district(), push.device(), now, handed.record().place(), result));
        listener.ended(handed, push, result);
        completions.completed(handed.work(), offset);
    }

    private void bury(Handed handed, String reason, Completions completions) throws InterruptedException {
        if (handed.gate().enter()) {
            try {
                handed.record().deadLetter(reason);
                listener.buried(handed, reason);
                completions.buried(handed.work());
            } finally {
                handed.gate().leave();
            }
        }
    }

    /// Given back once: as soon as the answer is there, and in any case.
    private static final class Permit {
        private final Permits permits;
        private final Credential credential;
        private boolean held = true;

        private Permit(Permits permits, Credential credential) {
            this.permits = permits;
            this.credential = credential;
        }

        private void giveBack() {
            if (held) {
                held = false;
                permits.release(credential);
            }
        }
    }
}
