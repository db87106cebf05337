package org.belltower.benchmarks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
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
import org.belltower.model.audience.Revocations;
import org.belltower.model.change.EventId;
import org.belltower.model.gate.Place;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause.ChangeCause;
import org.belltower.model.push.PushId;
import org.belltower.model.settings.CalendarSettings;
import org.belltower.model.settings.DistrictSettings;
import org.belltower.model.settings.SchoolSettings;
import org.belltower.model.settings.Settings;

/// A district in which every push may leave: everything is switched on, and nobody's right is
/// withdrawn. Two devices
/// each are about one student. All of it is made anew at each call, the same from the same numbers.
///
/// @param provider of all devices
public record SampleDistrict(Provider provider) {
    /// The app, to which the dispatcher has credentials.
    public static final AppId APP = new AppId("family");

    static final DistrictId DISTRICT = new DistrictId("bench");
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

    static List<Settings> settings() {
        return List.of(
                new DistrictSettings(DISTRICT, VERSION, true, true, YEAR, BEGAN),
                new SchoolSettings(
                        DISTRICT,
                        VERSION,
                        SCHOOL,
                        ZoneId.of("America/Los_Angeles"),
                        Set.of(Tool.values()),
                        Set.of(Category.values())),
                new CalendarSettings(DISTRICT, VERSION, CALENDAR, SCHOOL, YEAR, LocalDate.of(YEAR, 6, 30), false));
    }

    Binding binding(int device) {
        return new Binding(
                DISTRICT,
                device(device),
                VERSION + device,
                APP,
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
    static Revocations revocations(int device) {
        return new Revocations(DISTRICT, student(device), VERSION, List.of());
    }

    /// The push of a segment for a device.
    ///
    /// @param now when it is decided
    Push push(int segment, int device, Instant now) {
        EventId event = event(segment, device);
        return new Push(
                id(segment, device),
                DISTRICT,
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
                now.plus(TIME_TO_LIVE));
    }

    /// Of the push of a segment for a device.
    public PushId id(int segment, int device) {
        return PushId.of(DISTRICT, event(segment, device), device(device));
    }

    private static EventId event(int segment, int device) {
        return new EventId("sis", "/sis/bench", "score-" + segment + "-" + device);
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
                };
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
