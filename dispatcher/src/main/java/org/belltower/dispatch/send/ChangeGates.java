package org.belltower.dispatch.send;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.belltower.dispatch.revocation.Withdrawn;
import org.belltower.model.CalendarId;
import org.belltower.model.DistrictId;
import org.belltower.model.gate.EventGate;
import org.belltower.model.gate.Passage;
import org.belltower.model.gate.PersonGate;
import org.belltower.model.gate.Place;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause.ChangeCause;

/// The gates of district, school and person, asked again when a change notification leaves (I-1): the same as when the
/// event was decided, by the settings and the day of this moment.
///
/// Pure.
final class ChangeGates {
    /// Of these the settings may be on their way.
    private static final Set<Reason> NOT_KNOWN =
            EnumSet.of(Reason.DISTRICT_UNKNOWN, Reason.CALENDAR_UNKNOWN, Reason.SCHOOL_UNKNOWN);

    private ChangeGates() {}

    /// @return what stands against it, the most general first; empty if it may leave
    static Optional<Objection> check(Push push, ChangeCause change, Known.Current known, Instant now) {
        SettingsView settings = known.settings();
        Passage passage =
                new EventGate(settings).check(push.district(), change.category(), change.place(), push.waitsSince());
        return switch (passage) {
            case Passage.Closed closed -> Optional.of(closed(push.district(), change.place(), settings, closed));
            case Passage.Open open -> person(push, change, known.withdrawn(), () -> today(open.zone(), now));
        };
    }

    private static Objection closed(DistrictId district, Place place, SettingsView settings, Passage.Closed closed) {
        Reason reason = closed.reason();
        boolean unknown = NOT_KNOWN.contains(reason)
                || (reason == Reason.NO_ACTIVE_SCHOOL && !isKnown(district, place, settings));
        return unknown ? new Objection.NotKnown(reason) : new Objection.Denied(reason);
    }

    /// Whether a school that would let it pass can be none of those that are not known.
    private static boolean isKnown(DistrictId district, Place place, SettingsView settings) {
        return switch (place) {
            case Place.InCalendar _ -> true;
            case Place.Enrolled enrolled ->
                enrolled.calendars().stream().allMatch(calendar -> isKnown(district, calendar, settings));
        };
    }

    private static boolean isKnown(DistrictId district, CalendarId id, SettingsView settings) {
        return settings.calendar(district, id)
                .flatMap(calendar -> settings.school(district, calendar.school()))
                .isPresent();
    }

    private static LocalDate today(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /// @param today asked for only where a right has a day: it takes longer than all else here
    private static Optional<Objection> person(
            Push push, ChangeCause change, Withdrawn withdrawn, Supplier<LocalDate> today) {
        return switch (withdrawn) {
            case Withdrawn.Unreadable _ -> Optional.of(new Objection.NotKnown(Reason.NO_AUDIENCE));
            case Withdrawn.As as -> {
                // A newer standing also tells of a last day that was moved.
                yield as.isNewerThan(change.audienceVersion())
                        ? as.standing(push.person())
                                .flatMap(standing -> PersonGate.check(standing, today.get()))
                                .map(Objection.Denied::new)
                        : lastDay(change, today);
            }
        };
    }

    private static Optional<Objection> lastDay(ChangeCause change, Supplier<LocalDate> today) {
        LocalDate until = change.until();
        return until != null && until.isBefore(today.get())
                ? denied(Reason.RELATIONSHIP_NOT_CURRENT)
                : Optional.empty();
    }

    private static Optional<Objection> denied(Reason reason) {
        return Optional.of(new Objection.Denied(reason));
    }
}
