package org.belltower.rules.fanout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.gate.EventGate;
import org.belltower.model.gate.Passage;
import org.belltower.model.gate.PersonGate;
import org.belltower.model.gate.Place;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.compose.Kind;
import org.belltower.rules.compose.Words;
import org.belltower.rules.gate.DeviceGate;
import org.belltower.rules.trigger.Finding;
import org.belltower.rules.trigger.ItemMemory;
import org.belltower.rules.trigger.Known;
import org.belltower.rules.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/// Decides one event: is it news, may it be told at all, to whom, on which of their devices.
///
/// Every device of the audience is a candidate and leaves exactly one mark in the decision: the push, or the first
/// gate that was closed (I-2). Memory advances whatever the gates say: a crossing that a gate stopped is used up
/// (A6).
///
/// A pure function of what it is given and of the settings view; as thread-safe as that view.
public final class Decider {
    private final SettingsView settings;
    private final EventGate eventGate;
    private final Duration timeToLive;
    private final Composer composer;

    /// @param timeToLive how long after the decision a push may still leave
    public Decider(SettingsView settings, Duration timeToLive, Composer composer) {
        this.settings = settings;
        this.eventGate = new EventGate(settings);
        this.timeToLive = timeToLive;
        this.composer = composer;
    }

    /// @param memory of the event's item; null if there is none
    /// @param audience of the event's student; null if nothing is known about the student
    public Verdict decide(
            AcceptedEvent accepted, @Nullable ItemMemory memory, @Nullable Audience audience, Instant now) {
        ChangeEvent event = accepted.event();
        Trigger.Look look = Trigger.at(event, memory);
        return switch (look.finding()) {
            case Finding.NoNews noNews -> silent(event, look.memory(), noNews.reason(), now);
            case Finding.News _ when audience == null -> silent(event, look.memory(), Reason.NO_AUDIENCE, now);
            case Finding.News news -> fanOut(accepted, look.memory(), news.previous(), audience, now);
        };
    }

    private static Verdict silent(ChangeEvent event, ItemMemory memory, Reason reason, Instant now) {
        return new Verdict(memory, decision(event, now, reason, List.of()), List.of());
    }

    private Verdict fanOut(
            AcceptedEvent accepted, ItemMemory memory, @Nullable Known previous, Audience audience, Instant now) {
        ChangeEvent event = accepted.event();
        Place place = Place.of(event.change(), audience.calendars());
        Category category = event.change().category();
        Passage passage = eventGate.check(event.district(), category, place, accepted.at());
        boolean mandatory = settings.isMandatory(event.district(), category);
        List<Decision.Candidate> candidates = new ArrayList<>();
        List<Push> pushes = new ArrayList<>();
        Set<DeviceId> seen = new HashSet<>();
        for (Member member : audience.members()) {
            Optional<Reason> barred = barred(passage, member, now);
            for (AudienceDevice device : member.devices()) {
                // One push per device (I-32), whatever an audience says.
                if (!seen.add(device.device())) {
                    continue;
                }
                Optional<Reason> reason = barred.or(() -> DeviceGate.check(
                        device, category, mandatory, event.change().value(), previous));
                if (reason.isPresent()) {
                    candidates.add(new Decision.Skipped(device.device(), member.person(), reason.get()));
                } else {
                    Push push = push(event, cause(accepted, audience, member, place), member, device, now);
                    candidates.add(new Decision.Pushed(device.device(), member.person(), push.id()));
                    pushes.add(push);
                }
            }
        }
        return new Verdict(memory, decision(event, now, null, candidates), pushes);
    }

    private static Optional<Reason> barred(Passage passage, Member member, Instant now) {
        return switch (passage) {
            case Passage.Closed closed -> Optional.of(closed.reason());
            case Passage.Open open -> PersonGate.check(member.standing(), today(now, open.zone()));
        };
    }

    private static LocalDate today(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone);
    }

    private Push push(ChangeEvent event, PushCause cause, Member member, AudienceDevice device, Instant now) {
        Category category = event.change().category();
        Words words = composer.words(
                event.change(),
                Kind.NEWS,
                member,
                settings.district(event.district()).orElse(null));
        return new Push(
                PushId.of(event.district(), event.id(), device.device()),
                event.district(),
                device.device(),
                member.person(),
                device.sessionEpoch(),
                cause,
                category.area(),
                words.plain().title(),
                words.plain().body(),
                now,
                now.plus(timeToLive),
                words.detailed());
    }

    private static PushCause cause(AcceptedEvent accepted, Audience audience, Member member, Place place) {
        ChangeEvent event = accepted.event();
        return new PushCause.ChangeCause(
                event.id(),
                event.change().category(),
                audience.student(),
                audience.version(),
                place,
                member.standing() instanceof Standing.Guardian guardian ? guardian.ends() : null,
                accepted.at());
    }

    private static Decision decision(
            ChangeEvent event, Instant now, @Nullable Reason reason, List<Decision.Candidate> candidates) {
        return new Decision(
                event.district(),
                event.change().student(),
                event.id(),
                event.change().category(),
                now,
                reason,
                candidates);
    }
}
