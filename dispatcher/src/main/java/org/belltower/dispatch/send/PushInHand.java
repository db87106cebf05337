package org.belltower.dispatch.send;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.flow.Permit;
import org.belltower.dispatch.flow.Ticket;
import org.belltower.dispatch.flow.Turn;
import org.belltower.dispatch.flow.Verdict;
import org.belltower.dispatch.pause.Delays;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One push on its way: asks [JourneyRules] what to do, does it, and asks again.
///
/// It is at one place at a time, so one thread has it at a time, and who hands it on does so last:
/// to [Delays], to the permits, to the sender, to the outcomes, or to a thread that may block.
/// While it is with a sender or being written down it is inside its assignment's gate.
final class PushInHand implements Ticket, Delays.Guest, PushSender.Answer {
    private static final Logger LOG = Logger.getLogger(PushInHand.class);

    private final Courier courier;
    private final Handed handed;
    private @Nullable Journey journey;
    private Step.@Nullable Send decided;
    private Judge.@Nullable View seen;
    private @Nullable Permit permit;
    private @Nullable Route failedBy;
    private boolean inPace;
    private Instant promise = Instant.MIN;

    PushInHand(Courier courier, Handed handed) {
        this.courier = courier;
        this.handed = handed;
    }

    boolean isWithdrawn() {
        return handed.gate().isWithdrawn();
    }

    void begin() {
        courier.listener().taken(handed);
        try {
            LaneRecord record = handed.record();
            journey = courier.judge().begin(record.push(), record.failures());
        } catch (MalformedMessageException e) {
            bury(e.getMessage());
            return;
        } catch (RuntimeException e) {
            bury(defect(e));
            return;
        }
        courier.endings().before(handed, journey.push()).ifPresentOrElse(this::endAsBefore, this::look);
    }

    private void endAsBefore(Outcome outcome) {
        if (handed.gate().enter()) {
            courier.endings().write(handed, journey().push(), outcome, this::writtenDown);
        } else {
            courier.endings().keep(outcome);
            letGo();
        }
    }

    /// Its time has come, or something has changed.
    @Override
    public void look() {
        Step step;
        Judge.View view = courier.judge().view();
        try {
            step = courier.judge().next(journey());
        } catch (RuntimeException e) {
            bury(defect(e));
            return;
        }
        if (isWithdrawn()) {
            letGo();
        } else if (handed.gate().isProven()) {
            go(step, view);
        } else {
            park();
        }
    }

    private void go(Step step, Judge.View view) {
        switch (step) {
            case Step.Wait wait -> await(wait.until());
            case Step.Closed closed ->
                shelve(new Deferment(
                        closed.app(),
                        // A better credential may come at any time.
                        courier.judge().soon(closed.until()),
                        Hold.unusable(closed.credential(), closed.app()),
                        journey().failures()));
            case Step.Park _ -> park();
            case Step.Finish finish -> {
                if (enters()) {
                    write(finish.result());
                }
            }
            case Step.Send send -> {
                decided = send;
                seen = view;
                askInPace();
            }
        }
    }

    private void park() {
        courier.delays().enter(courier.judge().soon(Instant.MAX), this);
    }

    /// Once a push has its device's place it keeps it while it is in hand, also when it fails and
    /// goes again. Before its promised time it does not ask again, whatever it is woken by.
    private void askInPace() {
        Push push = journey().push();
        if (!inPace && courier.judge().isOver(promise)) {
            Optional<Instant> later = courier.judge().pacedUntil(push);
            inPace = later.isEmpty();
            promise = later.orElse(promise);
        }
        if (inPace) {
            courier.permits().ask(this);
        } else {
            awaitOrShelve(earlier(promise, push.expires()));
        }
    }

    @Override
    public Turn turn() {
        Route route = decided().route();
        return new Turn(handed.record().lane(), journey().push().district(), route.app(), route.credential());
    }

    @Override
    public void closed(Instant until, Hold by) {
        Instant expires = journey().push().expires();
        if (courier.judge().isLongForMany(earlier(until, expires))) {
            // Only who is away says for how long; a better credential may come at any time.
            Instant due = by.isOutage() ? until : courier.judge().soon(until);
            shelve(deferment(earlier(due, expires), by));
        } else {
            courier.delays().enter(earlier(until, expires), this);
        }
    }

    private void await(Instant until) {
        if (decided == null) {
            // For what it was decided with: that is on its way.
            courier.delays().enter(until, this);
        } else {
            awaitOrShelve(until);
        }
    }

    private void awaitOrShelve(Instant due) {
        if (courier.judge().isLong(due)) {
            shelve(deferment(due, null));
        } else {
            courier.delays().enter(due, this);
        }
    }

    private Deferment deferment(Instant due, @Nullable Hold heldBy) {
        return new Deferment(decided().route().app(), due, heldBy, journey().failures());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// Gives its place in hand away; if that cannot be done, it waits in it. Not while it is in doubt whose it is:
    /// somebody else may have ended it, and what is put is sent.
    private void shelve(Deferment deferment) {
        if (!handed.gate().isProven() && !isWithdrawn()) {
            park();
            return;
        }
        if (!enters()) {
            return;
        }
        onThread(() -> {
            boolean shelved = handed.record().defer(journey().push(), deferment);
            if (shelved) {
                courier.listener().deferred(handed);
                handed.completions().deferred(handed.work());
            }
            handed.gate().leave();
            if (shelved) {
                left();
            } else {
                courier.delays().enter(courier.judge().soon(deferment.due()), this);
            }
        });
    }

    @Override
    public void granted(Permit granted) {
        if (!enters()) {
            granted.giveBack(new Verdict.Nothing());
            return;
        }
        permit = granted;
        Step.Send send = decided();
        resumed();
        courier.listener().sending(handed, send.route());
        Notification notification = Notification.of(journey().push(), send.inDetail(), send.inArea());
        try {
            PushSender.Attempt _ = send.route().sender().send(notification, send.token(), this::mayLeave, this);
        } catch (RuntimeException e) {
            String reason = defect(e);
            if (permit != null) {
                permit = null;
                granted.giveBack(new Verdict.Nothing());
                handed.gate().leave();
                bury(reason);
            }
        }
    }

    /// Right before it is written: does what was decided still hold?
    private boolean mayLeave() {
        try {
            return !isWithdrawn()
                    && handed.gate().isProven()
                    && courier.judge().stillHolds(journey(), decided(), seen());
        } catch (RuntimeException e) {
            // It is looked at once more when it is back, and buried then.
            return false;
        }
    }

    @Override
    public void answered(SendOutcome outcome) {
        Route route = decided().route();
        courier.listener().answered(handed, route, outcome);
        if (outcome instanceof SendOutcome.Passing passing) {
            courier.listener().failed(handed, journey().push(), route, passing);
            failedBy = route;
            journey = courier.judge().again(journey(), passing);
        }
        Permit returned = Objects.requireNonNull(permit, "it was granted");
        permit = null;
        returned.giveBack(outcome.verdict());
        switch (outcome) {
            case SendOutcome.HeldBack _, SendOutcome.Passing _ -> {
                handed.gate().leave();
                look();
            }
            case SendOutcome.Malformed malformed -> refused(route, malformed);
            case SendOutcome.Final ended ->
                write(JourneyRules.result(ended, route.provider(), decided().tokenVersion()));
        }
    }

    private void refused(Route route, SendOutcome.Malformed malformed) {
        Result result =
                JourneyRules.result(malformed, route.provider(), decided().tokenVersion());
        onThread(() -> {
            handed.record().deadLetter(route.provider() + " refused the push: " + malformed.code());
            write(result);
        });
    }

    /// It is inside, and leaves when its end is durable, or is not to be written any more.
    private void write(Result result) {
        courier.endings().write(handed, journey().push(), result, this::writtenDown);
    }

    private void writtenDown() {
        handed.gate().leave();
        left();
    }

    /// A defect of ours. The record must not hold its partition up for ever (I-20).
    private String defect(RuntimeException defect) {
        LOG.errorf("event=push-defect place=%s cause=%s", handed.record().place(), Failures.kinds(defect));
        return "defect: " + defect.getClass().getSimpleName();
    }

    private void bury(String reason) {
        if (enters()) {
            onThread(() ->
                    courier.endings().bury(handed, journey == null ? null : journey.push(), reason, this::writtenDown));
        }
    }

    /// What may block.
    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    private void onThread(Task task) {
        courier.threads().execute(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                // The service ends: the record is not completed.
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean enters() {
        boolean entered = handed.gate().enter();
        if (!entered) {
            letGo();
        }
        return entered;
    }

    private void letGo() {
        handed.completions().left(handed.work());
        left();
    }

    private void left() {
        resumed();
        courier.listener().left(handed);
    }

    private void resumed() {
        if (failedBy != null) {
            courier.listener().resumed(handed, failedBy);
            failedBy = null;
        }
    }

    private Journey journey() {
        return Objects.requireNonNull(journey, "it has begun");
    }

    private Judge.View seen() {
        return Objects.requireNonNull(seen, "it was looked at");
    }

    private Step.Send decided() {
        return Objects.requireNonNull(decided, "it was decided to be sent");
    }
}
