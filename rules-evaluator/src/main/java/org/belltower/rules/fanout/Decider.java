package org.belltower.rules.fanout;

import java.time.Instant;
import java.util.List;
import org.belltower.model.audience.Audience;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.gate.EventGate;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.trigger.Finding;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.rules.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/// Decides one event: is it news, may it be told at all, to whom, on which of their devices.
///
/// Every device of the audience is a candidate and leaves exactly one mark in the decision: the push, or the first
/// gate that was closed (I-2). Memory advances whatever the gates say: a crossing that a gate stopped
/// is used up (A6).
///
/// A pure function of what it is given and of the settings view; as thread-safe as that view.
public final class Decider {
    private final FanOut.Terms terms;

    public Decider(SettingsView settings, TimeToLive timeToLive, Composer composer) {
        this.terms = new FanOut.Terms(settings, new EventGate(settings), timeToLive, composer);
    }

    /// Whether it matters who the audience is: a repeat and the like is told to nobody whoever they are.
    ///
    /// @param memory of the event's item; null if there is none
    public static boolean asksForAudience(AcceptedEvent accepted, @Nullable ItemMemory memory) {
        return Trigger.at(accepted.event(), accepted.at(), memory).finding() instanceof Finding.News
                && hasInstruction(accepted.event());
    }

    /// @param audience of the event's student; null if nothing is known about the student
    public Verdict decide(AcceptedEvent accepted, Remembered remembered, @Nullable Audience audience, Instant now) {
        ChangeEvent event = accepted.event();
        Trigger.Look look = Trigger.at(event, accepted.at(), remembered.item());
        AttendanceDay day = remembered.day();
        return switch (look.finding()) {
            case Finding.NoNews noNews -> silent(event, look.memory(), day, noNews.reason(), now);
            case Finding.News _
            when !hasInstruction(event) -> silent(event, look.memory(), day, Reason.NOT_INSTRUCTIONAL, now);
            case Finding.News _ when audience == null -> silent(event, look.memory(), day, Reason.NO_AUDIENCE, now);
            case Finding.News news -> {
                FanOut.Told told = new FanOut(terms, accepted, news.previous(), audience, day, now).tell();
                yield new Verdict(
                        look.memory(), told.day(), decision(event, null, told.candidates(), now), told.pushes());
            }
        };
    }

    private static Verdict silent(
            ChangeEvent event, ItemMemory memory, @Nullable AttendanceDay day, Reason reason, Instant now) {
        return new Verdict(memory, day, decision(event, reason, List.of(), now), List.of());
    }

    private static Decision decision(
            ChangeEvent event, @Nullable Reason reason, List<Decision.Candidate> candidates, Instant now) {
        return new Decision(
                event.district(),
                event.change().student(),
                event.id(),
                event.change().category(),
                now,
                reason,
                candidates);
    }

    private static boolean hasInstruction(ChangeEvent event) {
        return !(event.change() instanceof AttendanceRecorded record) || record.hasInstruction();
    }
}
