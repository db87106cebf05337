package org.belltower.rules.fanout;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Standing;
import org.belltower.model.change.AttendanceRecorded;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.change.Value;
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
import org.belltower.model.settings.AttendanceNotices;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.attendance.AttendanceRule;
import org.belltower.rules.compose.Composer;
import org.belltower.rules.compose.Kind;
import org.belltower.rules.compose.Words;
import org.belltower.rules.gate.DeviceGate;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.trigger.Known;
import org.jspecify.annotations.Nullable;

/// What one piece of news becomes for each device of an audience: a push, or the one reason why not. Of several reasons
/// the widest is told: the district, the calendar, the school, the person, the device, and at last the event's age.
final class FanOut {
    private final Terms terms;
    private final AcceptedEvent accepted;
    private final @Nullable Known previous;
    private final Audience audience;
    private final Instant now;
    private final Place place;
    private final Passage passage;
    private final boolean mandatory;
    private final Instant expires;
    private final @Nullable AttendanceRule attendance;
    private final @Nullable AttendanceDay day;
    private final Map<DeviceId, Kind> tellings = new HashMap<>();
    private final List<Decision.Candidate> candidates = new ArrayList<>();
    private final List<Push> pushes = new ArrayList<>();

    /// By what is decided.
    record Terms(SettingsView settings, EventGate eventGate, TimeToLive timeToLive, Composer composer) {}

    /// What became of it.
    ///
    /// @param candidates each device of the audience, once
    /// @param day the student's day of attendance from now on; null if nobody was told of it, or it is none
    record Told(
            List<Decision.Candidate> candidates,
            List<Push> pushes,
            @Nullable AttendanceDay day) {}

    /// @param previous what was known before; null if nothing was
    /// @param day the student's day of attendance; null if nobody was told of it, or it is no attendance
    FanOut(
            Terms terms,
            AcceptedEvent accepted,
            @Nullable Known previous,
            Audience audience,
            @Nullable AttendanceDay day,
            Instant now) {
        this.terms = terms;
        this.accepted = accepted;
        this.previous = previous;
        this.audience = audience;
        this.now = now;
        ChangeEvent event = accepted.event();
        this.place = Place.of(event.change(), audience.calendars());
        this.passage = terms.eventGate().check(event.district(), category(), place, accepted.at());
        this.mandatory = terms.settings().isMandatory(event.district(), category());
        this.expires = terms.timeToLive().end(category(), event.order().time(), accepted.at());
        this.attendance = event.change() instanceof AttendanceRecorded record
                ? AttendanceRule.of(record, previous, notices(record), day)
                : null;
        this.day = day;
    }

    /// Looks at each device. To be called once.
    Told tell() {
        Set<DeviceId> seen = new HashSet<>();
        for (Member member : audience.members()) {
            for (AudienceDevice device : member.devices()) {
                // One push per device (I-32), whatever an audience says.
                if (seen.add(device.device())) {
                    tell(member, device);
                }
            }
        }
        return new Told(
                candidates, pushes, attendance == null || tellings.isEmpty() ? day : attendance.after(tellings));
    }

    private Category category() {
        return accepted.event().change().category();
    }

    /// A school that is not known has no choice: the gates do not let it pass.
    private AttendanceNotices notices(AttendanceRecorded record) {
        return terms.settings()
                .school(accepted.event().district(), record.school())
                .map(SchoolSettings::attendanceNotices)
                .orElse(AttendanceNotices.USUAL);
    }

    private void tell(Member member, AudienceDevice device) {
        Optional<Reason> reason = reason(member, device);
        if (reason.isPresent()) {
            candidates.add(new Decision.Skipped(device.device(), member.person(), reason.get()));
            return;
        }
        Kind kind = attendance == null ? Kind.NEWS : attendance.kind(device.device());
        tellings.put(device.device(), kind);
        Push push = push(member, device, kind);
        candidates.add(new Decision.Pushed(device.device(), member.person(), push.id()));
        pushes.add(push);
    }

    private Optional<Reason> reason(Member member, AudienceDevice device) {
        return switch (passage) {
            case Passage.Closed closed -> Optional.of(closed.reason());
            case Passage.Open open ->
                Optional.<Reason>empty()
                        .or(() -> attendance == null ? Optional.empty() : attendance.barred(device.device()))
                        .or(() -> PersonGate.check(member.standing(), LocalDate.ofInstant(now, open.zone())))
                        .or(() -> DeviceGate.check(device, category(), mandatory, value(), previous))
                        .or(() -> attendance == null ? Optional.empty() : attendance.repeated(device.device()))
                        .or(() -> now.isBefore(expires) ? Optional.empty() : Optional.of(Reason.TOO_OLD));
        };
    }

    private Value value() {
        return accepted.event().change().value();
    }

    private Push push(Member member, AudienceDevice device, Kind kind) {
        ChangeEvent event = accepted.event();
        Words words = terms.composer()
                .words(
                        event.change(),
                        kind,
                        member,
                        terms.settings().district(event.district()).orElse(null));
        return new Push(
                PushId.of(event.district(), event.id(), device.device()),
                event.district(),
                device.device(),
                member.person(),
                device.sessionEpoch(),
                cause(member),
                category().area(),
                words.plain().title(),
                words.plain().body(),
                now,
                expires,
                words.detailed());
    }

    private PushCause cause(Member member) {
        return new PushCause.ChangeCause(
                accepted.event().id(),
                category(),
                audience.student(),
                audience.version(),
                place,
                member.standing() instanceof Standing.Guardian guardian ? guardian.ends() : null,
                accepted.at());
    }
}
