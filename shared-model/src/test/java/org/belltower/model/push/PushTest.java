package org.belltower.model.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.gate.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final DeviceId PHONE = new DeviceId("phone-1");
    private static final EventId EVENT = new EventId("sis", "/sis/north", "e-1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Push push(PushCause cause) {
        return new Push(
                PushId.of(NORTH, EVENT, PHONE),
                NORTH,
                PHONE,
                new PersonId("g-1"),
                3,
                cause,
                Area.GRADES,
                "Grades",
                "A grade was updated.",
                NOON,
                NOON.plusSeconds(3600));
    }

    private static PushCause change(@Nullable Instant accepted) {
        Place place = new Place.InCalendar(new SchoolId("high"), new CalendarId("high-2027"));
        return new PushCause.ChangeCause(EVENT, Category.GRADES, new StudentId("s-1"), 12, place, null, accepted);
    }

    @Test
    void A1_a_change_waits_since_its_event_was_accepted_however_late_it_was_decided() {
        Instant accepted = NOON.minusSeconds(7200);
        assertThat(push(change(accepted)).waitsSince()).isEqualTo(accepted);
    }

    @Test
    void A1_a_push_that_does_not_say_when_its_event_was_accepted_waits_since_it_was_made() {
        assertThat(push(change(null)).waitsSince()).isEqualTo(NOON);
        assertThat(push(new PushCause.TestCause()).waitsSince()).isEqualTo(NOON);
    }
}
