package org.belltower.dispatch.send;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.model.push.Push;

/// What to do with a push at this moment, by what is known at this moment.
///
/// Thread-safe.
public record Judge(JourneyRules rules, Knowledge knowledge, InstantSource time) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /// What waits longer gives its place in hand away.
    private static final Duration LONG = Duration.ofSeconds(2);

    Journey begin(Push push, int failures) {
        return Journey.begin(push, failures, time.instant());
    }

    Step next(Journey journey) {
        return rules.next(journey, knowledge.about(journey.push()), time.instant());
    }

    /// Whether it may leave as was decided.
    boolean stillHolds(Journey journey, Step.Send decided) {
        return next(journey).equals(decided);
    }

    Journey again(Journey journey, SendOutcome.Passing outcome) {
        return rules.again(journey, outcome, time.instant());
    }

    boolean isLong(Instant until) {
        return until.isAfter(time.instant().plus(LONG));
    }

    /// Then, or in a second: what is waited for may have come while it was looked at.
    Instant soon(Instant then) {
        Instant soon = time.instant().plus(SOON);
        return soon.isBefore(then) ? soon : then;
    }
}
