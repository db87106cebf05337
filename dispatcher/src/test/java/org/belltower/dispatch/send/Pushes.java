package org.belltower.dispatch.send;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SchoolId;
import org.belltower.model.SessionState;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.gate.Place;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.model.push.PushText;
import org.jspecify.annotations.Nullable;

/// Pushes and bindings for tests: a guardian, her phone, a grade.
public final class Pushes {
    public static final DistrictId NORTH = new DistrictId("north");
    public static final AppId FAMILY = new AppId("family");
    public static final PersonId GUARDIAN = new PersonId("g-1");
    public static final DeviceId PHONE = new DeviceId("phone-1");
    public static final long EPOCH = 3;
    public static final StudentId STUDENT = new StudentId("s-1");
    /// The audience that the pushes are decided with.
    public static final long AUDIENCE = 12;
    public static final SchoolId SCHOOL = new SchoolId("high");
    public static final CalendarId CALENDAR = new CalendarId("high-2027");
    public static final Place PLACE = new Place.InCalendar(SCHOOL, CALENDAR);
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private Pushes() {}

    public static Push push() {
        return push(PHONE, NOON);
    }

    public static Push push(DeviceId device, Instant created) {
        return push("e-1", device, created, TIME_TO_LIVE);
    }

    public static Push push(String event, DeviceId device, Instant created, Duration timeToLive) {
        return push(event(event), device, created, timeToLive, change(event(event), Category.GRADES, PLACE, null));
    }

    /// One about another category or place, or by a relationship that ends.
    public static Push push(Instant created, Category category, Place place, @Nullable LocalDate until) {
        EventId event = event("e-1");
        return push(event, PHONE, created, TIME_TO_LIVE, change(event, category, place, until));
    }

    /// As [#push()], with a grade for whoever may be told it.
    public static Push detailed() {
        return detailed(push());
    }

    public static Push detailed(Push plain) {
        return new Push(
                plain.id(),
                plain.district(),
                plain.device(),
                plain.person(),
                plain.sessionEpoch(),
                plain.cause(),
                plain.area(),
                plain.title(),
                plain.body(),
                plain.created(),
                plain.expires(),
                new PushText("Grades", "A grade is now 84.5%."));
    }

    /// One whose text is as long as is ever composed, of the district with the longest id.
    public static Push longest() {
        Push push = push();
        String title = "Grades";
        return new Push(
                push.id(),
                new DistrictId("n".repeat(64)),
                push.device(),
                push.person(),
                push.sessionEpoch(),
                push.cause(),
                Area.FOOD_SERVICE,
                title,
                "x".repeat(PushText.MOST_BYTES - title.length()),
                push.created(),
                push.expires());
    }

    /// One that the guardian asked for.
    public static Push testPush(Instant created) {
        return testPush(PHONE, created);
    }

    public static Push testPush(DeviceId device, Instant created) {
        return push(event("test"), device, created, TIME_TO_LIVE, new PushCause.TestCause());
    }

    private static EventId event(String id) {
        return new EventId("sis-north", "/sis/north", id);
    }

    private static PushCause change(EventId event, Category category, Place place, @Nullable LocalDate until) {
        return new PushCause.ChangeCause(event, category, STUDENT, AUDIENCE, place, until, null);
    }

    private static Push push(EventId event, DeviceId device, Instant created, Duration timeToLive, PushCause cause) {
        return new Push(
                PushId.of(NORTH, event, device),
                NORTH,
                device,
                GUARDIAN,
                EPOCH,
                cause,
                Area.GRADES,
                "Grades",
                "A grade was updated.",
                created,
                created.plus(timeToLive));
    }

    /// As a sender gets it.
    public static Notification shown() {
        return shown(push());
    }

    /// As a sender gets it: in plain words, into its area.
    public static Notification shown(Push push) {
        return Notification.of(push, false, true);
    }

    public static Binding binding() {
        return binding(PHONE, Provider.APNS, new DeviceToken("aa01"), 1);
    }

    public static Binding binding(DeviceId device, Provider provider, @Nullable DeviceToken token, long tokenVersion) {
        return binding(device, provider, token, tokenVersion, SessionState.KEPT, Binding.Permission.ALLOWED);
    }

    public static Binding binding(SessionState session, Binding.Permission permission, Set<Category> categories) {
        return new Binding(
                NORTH,
                PHONE,
                1,
                FAMILY,
                Provider.APNS,
                GUARDIAN,
                EPOCH,
                session,
                permission,
                new DeviceToken("aa01"),
                1,
                NOON,
                categories,
                null,
                true);
    }

    /// As [#binding()], but the district does not support the phone any more.
    public static Binding unsupported(long version) {
        Binding was = binding();
        return new Binding(
                was.district(),
                was.device(),
                version,
                was.app(),
                was.provider(),
                was.person(),
                was.sessionEpoch(),
                was.session(),
                was.permission(),
                was.token(),
                was.tokenVersion(),
                was.tokenSince(),
                was.categories(),
                true,
                was.officeMessages());
    }

    /// As [#binding()], and whether the guardian consents to detail.
    public static Binding consenting(long version, boolean detail) {
        return consenting(binding(), version, detail);
    }

    public static Binding consenting(Binding was, long version, boolean detail) {
        return new Binding(
                was.district(),
                was.device(),
                version,
                was.app(),
                was.provider(),
                was.person(),
                was.sessionEpoch(),
                was.session(),
                was.permission(),
                was.token(),
                was.tokenVersion(),
                was.tokenSince(),
                was.categories(),
                was.unsupported(),
                was.officeMessages(),
                detail);
    }

    public static Binding binding(PersonId person, long sessionEpoch) {
        return new Binding(
                NORTH,
                PHONE,
                1,
                FAMILY,
                Provider.APNS,
                person,
                sessionEpoch,
                SessionState.KEPT,
                Binding.Permission.ALLOWED,
                new DeviceToken("aa01"),
                1,
                NOON,
                Set.of(Category.GRADES),
                null,
                true);
    }

    public static Binding binding(
            DeviceId device,
            Provider provider,
            @Nullable DeviceToken token,
            long tokenVersion,
            SessionState session,
            Binding.Permission permission) {
        return new Binding(
                NORTH,
                device,
                tokenVersion,
                FAMILY,
                provider,
                GUARDIAN,
                EPOCH,
                session,
                permission,
                token,
                tokenVersion,
                NOON,
                Set.of(Category.GRADES),
                null,
                true);
    }
}
