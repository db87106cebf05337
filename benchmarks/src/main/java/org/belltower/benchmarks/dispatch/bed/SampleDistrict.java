package org.belltower.benchmarks.dispatch.bed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.belltower.model.Tool;
import org.belltower.model.audience.Audience;
import org.belltower.model.audience.AudienceDevice;
import org.belltower.model.audience.Member;
import org.belltower.model.audience.Revocations;
import org.belltower.model.audience.Standing;
import org.belltower.model.audience.Subscription;
import org.belltower.model.change.EventId;
import org.belltower.model.gate.Place;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause.ChangeCause;
import org.belltower.model.push.PushId;
import org.belltower.model.settings.AppSettings;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;
import org.belltower.model.wire.JsonCodec;

/// A district in which every push may leave: everything is switched on, and nobody's right is
/// withdrawn. Two devices each are about one student. All of it is made anew at each call, the same
/// from the same numbers.
///
/// @param provider of all devices
/// @param id two districts share nobody and no token
/// @param app of all devices
public record SampleDistrict(Provider provider, DistrictId id, AppId app) {
    /// The app, to which the dispatcher has credentials.
    public static final AppId APP = new AppId("family");

    /// Another one, whose Firebase project is another.
    public static final AppId BRANDED = new AppId("branded");

    public static final DistrictId DISTRICT = new DistrictId("bench");
    /// Whose events they are.
    static final String CLIENT = "sis";

    static final String SOURCE = "/sis/bench";
    private static final SchoolId SCHOOL = new SchoolId("high");
    private static final CalendarId CALENDAR = new CalendarId("high-2027");
    private static final int YEAR = 2027;
    private static final Instant BEGAN = Instant.parse("2026-08-17T00:00:00Z");
    private static final long VERSION = 1_000_000;
    private static final long EPOCH = 3;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(4);
    /// From the event's acceptance to the push.
    private static final Duration DECIDED_WITHIN = Duration.ofMillis(50);

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// The usual one.
    public SampleDistrict(Provider provider) {
        this(provider, DISTRICT, APP);
    }

    public List<Settings> settings() {
        return List.of(
                new DistrictSettings(id, VERSION, true, true, YEAR, BEGAN),
                new SchoolSettings(
                        id,
                        VERSION,
                        SCHOOL,
                        ZoneId.of("America/Los_Angeles"),
                        Set.of(Tool.values()),
                        Set.of(Category.values())),
                new CalendarSettings(id, VERSION, CALENDAR, SCHOOL, YEAR, LocalDate.of(YEAR, 6, 30), false),
                new AppSettings(id, VERSION, app, EnumSet.allOf(Area.class)));
    }

    public Binding binding(int device) {
        return new Binding(
                id,
                device(device),
                VERSION + device,
                app,
                provider,
                person(device),
                EPOCH,
                SessionState.KEPT,
                Permission.ALLOWED,
                token(device),
                1,
                BEGAN,
                Set.of(Category.GRADES, Category.ATTENDANCE),
                null,
                true);
    }

    /// Of the student that the device is about.
    public Revocations revocations(int device) {
        return new Revocations(id, student(device), VERSION, List.of());
    }

    /// The push of a segment for a device.
    ///
    /// @param now when it is decided
    public Push push(int segment, int device, Instant now) {
        return push(segment, device, now, TIME_TO_LIVE);
    }

    /// The push of a segment for a device, which lives for so long.
    public Push push(int segment, int device, Instant now, Duration timeToLive) {
        EventId event = event(segment, device);
        return new Push(
                id(segment, device),
                id,
                device(device),
                person(device),
                EPOCH,
                new ChangeCause(
                        event,
                        Category.GRADES,
                        student(device),
                        VERSION + 1,
                        new Place.InCalendar(SCHOOL, CALENDAR),
                        null,
                        now.minus(DECIDED_WITHIN)),
                Category.GRADES.area(),
                Category.GRADES.label(),
                "A grade was updated. Open the app to see it.",
                now,
                now.plus(timeToLive));
    }

    /// Of the push of a segment for a device.
    public PushId id(int segment, int device) {
        return PushId.of(id, event(segment, device), device(device));
    }

    private static EventId event(int segment, int device) {
        return event("score-" + segment + "-" + device);
    }

    static EventId event(String id) {
        return new EventId(CLIENT, SOURCE, id);
    }

    /// Of the pushes that an event about a student makes.
    ///
    /// @param device one of the two that are about the student
    public PushId id(String event, int device) {
        return PushId.of(id, event(event), device(device));
    }

    /// Of a grade that is posted, as a producer hands it in.
    ///
    /// @param percent other than the student's last, or nobody is told
    public static ObjectNode gradePosted(String event, int device, int percent, Instant now) {
        ObjectNode json = JsonCodec.mapper()
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", event)
                .put("source", SOURCE)
                .put("type", "org.belltower.grade-posted.v1")
                .put("time", now.toString())
                .put("datacontenttype", "application/json");
        json.putObject("data")
                .put("student", student(device).value())
                .put("school", SCHOOL.value())
                .put("calendar", CALENDAR.value())
                .put("course", "math-2")
                .put("term", "Q2")
                .putObject("grade")
                .put("percent", percent);
        return json;
    }

    /// Who may be told about the student that two devices are about: a guardian with each of them.
    ///
    /// @param device the first of the two
    Audience audience(int device) {
        return new Audience(
                id, student(device), VERSION + 1, Set.of(CALENDAR), List.of(member(device), member(device + 1)));
    }

    private Member member(int device) {
        return new Member(
                person(device),
                new Standing.Guardian(true, false, null, null),
                List.of(new AudienceDevice(
                        device(device),
                        app,
                        EPOCH,
                        SessionState.KEPT,
                        Map.of(Category.GRADES, new Subscription(BEGAN, null)))));
    }

    /// As Apple's are (64 hexadecimal digits), and Google's (160 characters).
    public DeviceToken token(int device) {
        SplittableRandom random = random(device);
        return new DeviceToken(
                switch (provider) {
                    case APNS -> random.longs(4).mapToObj("%016x"::formatted).collect(Collectors.joining());
                    case FCM -> base64(22, random) + ":APA91b" + base64(131, random);
                });
    }

    private SplittableRandom random(int device) {
        return new SplittableRandom(seed(device));
    }

    private long seed(int device) {
        return 2L * device
                + switch (provider) {
                    case APNS -> 0;
                    case FCM -> 1;
                }
                + (id.equals(DISTRICT) ? 0 : (long) id.value().hashCode() << Integer.SIZE);
    }

    private static String base64(int length, SplittableRandom random) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, BASE64.length()).forEach(at -> text.append(BASE64.charAt(at)));
        return text.toString();
    }

    /// Half of them have UUIDs.
    private DeviceId device(int number) {
        if (number % 2 == 0) {
            return new DeviceId("phone-%s-%07d".formatted(provider.name().toLowerCase(Locale.ROOT), number));
        }
        SplittableRandom random = new SplittableRandom(-1 - seed(number));
        return new DeviceId(
                new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase(Locale.ROOT));
    }

    private static PersonId person(int device) {
        return new PersonId(Long.toString(2_000_000_000L + device));
    }

    private static StudentId student(int device) {
        return new StudentId(Long.toString(1_000_000_000L + device / 2));
    }
}
