package org.belltower.dispatch.send;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.dispatch.limit.DevicePace;
import org.belltower.model.push.Push;

/// What to do with a push at this moment, by what is known at this moment.
///
/// Thread-safe.
public record Judge(JourneyRules rules, Knowledge knowledge, DevicePace pace, InstantSource time) {
    private static final int SECONDS_A_MINUTE = 60;
    private static final Duration SOON = Duration.ofSeconds(1);

    /// What waits longer gives its place in hand away.
    private static final Duration LONG = Duration.ofSeconds(2);

    /// The same of what all pushes of a credential wait for: so many come meanwhile that they would fill the lane's
    /// windows, and hold up those of other credentials.
    private static final Duration LONG_FOR_MANY = Duration.ofMillis(250);

    Journey begin(Push push, int failures) {
        return Journey.begin(push, failures, time.instant());
    }

    Step next(Journey journey) {
        return rules.next(journey, knowledge.about(journey.push()), time.instant());
    }

    /// To be taken right before a look: as long as it is the same, another look sees the same.
    ///
    /// @param changes of what is known
    /// @param minute of the clock: days begin with a minute in each zone, so no right begins or ends
    ///     within one by the calendar
    record View(long changes, long minute) {}

    View view() {
        return new View(knowledge.changes(), time.instant().getEpochSecond() / SECONDS_A_MINUTE);
    }

    /// Whether it may leave as was decided. Looks at all of it anew only if something may have
    /// changed since: most pushes leave within milliseconds.
    ///
    /// @param seen the view that it was decided with
    boolean stillHolds(Journey journey, Step.Send decided, View seen) {
        return isUnchanged(journey, decided, seen) || next(journey).equals(decided);
    }

    private boolean isUnchanged(Journey journey, Step.Send decided, View seen) {
        return seen.equals(view())
                && knowledge.isFresh()
                && time.instant().isBefore(journey.push().expires())
                && rules.leavesBy(decided.route(), journey.push());
    }

    boolean isOver(Instant moment) {
        return !moment.isAfter(time.instant());
    }

    /// Takes the place of the push's device.
    ///
    /// @return when to ask again, if it has been told a lot
    Optional<Instant> pacedUntil(Push push) {
        return pace.until(push.key(), time.instant(), push.expires());
    }

    Journey again(Journey journey, SendOutcome.Passing outcome) {
        Instant now = time.instant();
        if (outcome instanceof SendOutcome.Retry retry && retry.whom() == SendOutcome.Whom.DEVICE) {
            pace.hold(journey.push().key(), now.plus(retry.after()));
        }
        return rules.again(journey, outcome, now);
    }

    boolean isLong(Instant until) {
        return until.isAfter(time.instant().plus(LONG));
    }

    boolean isLongForMany(Instant until) {
        return until.isAfter(time.instant().plus(LONG_FOR_MANY));
    }

    /// Then, or in a second: what is waited for may have come while it was looked at.
    Instant soon(Instant then) {
        Instant soon = time.instant().plus(SOON);
        return soon.isBefore(then) ? soon : then;
    }
}
