package org.belltower.benchmarks.copies;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.SessionState;
import org.belltower.model.push.Binding;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;

/// Devices of three districts, made anew at each call from their number: every second an iPhone, with an
/// upper-case UUID and a token of 64 hexadecimal digits; the others with a lower-case UUID and an FCM token
/// of 160 characters. Each has two categories on and a user of a ten-digit id. Districts and app are the same
/// objects each time.
final class SampleDevices {
    private static final List<DistrictId> DISTRICTS =
            List.of(new DistrictId("north"), new DistrictId("south"), new DistrictId("west"));
    private static final AppId APP = new AppId("family");
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Instant SCHOOL_BEGAN = Instant.parse("2026-08-17T00:00:00Z");
    private static final long TERM_MICROS = 90L * 24 * 60 * 60 * 1_000_000;

    private SampleDevices() {}

    static DistrictId district(int number) {
        return DISTRICTS.get(number % DISTRICTS.size());
    }

    static DeviceId device(int number) {
        return device(number, random(number));
    }

    static Binding binding(int number) {
        SplittableRandom random = random(number);
        DeviceId device = device(number, random);
        return new Binding(
                district(number),
                device,
                version(number),
                APP,
                isApple(number) ? Provider.APNS : Provider.FCM,
                new PersonId(Long.toString(random.nextLong(1_000_000_000L, 10_000_000_000L))),
                random.nextInt(1, 20),
                random.nextInt(10) == 0 ? SessionState.NOT_KEPT : SessionState.KEPT,
                random.nextInt(10) == 0 ? Permission.DENIED : Permission.ALLOWED,
                new DeviceToken(isApple(number) ? apnsToken(random) : fcmToken(random)),
                random.nextInt(1, 5),
                SCHOOL_BEGAN.plus(random.nextLong(TERM_MICROS), ChronoUnit.MICROS),
                twoCategories(random),
                null,
                random.nextInt(10) != 0);
    }

    static long version(int number) {
        return 1_000_000L + number;
    }

    private static SplittableRandom random(int number) {
        return new SplittableRandom(number);
    }

    private static boolean isApple(int number) {
        return number % 2 == 0;
    }

    private static DeviceId device(int number, SplittableRandom random) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return new DeviceId(isApple(number) ? id.toUpperCase(Locale.ROOT) : id);
    }

    private static String apnsToken(SplittableRandom random) {
        return random.longs(4).mapToObj("%016x"::formatted).collect(Collectors.joining());
    }

    private static String fcmToken(SplittableRandom random) {
        return base64(22, random) + ":APA91b" + base64(131, random);
    }

    private static String base64(int length, SplittableRandom random) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, BASE64.length()).forEach(at -> text.append(BASE64.charAt(at)));
        return text.toString();
    }

    private static Set<Category> twoCategories(SplittableRandom random) {
        Category[] all = Category.values();
        int first = random.nextInt(all.length);
        int second = (first + random.nextInt(1, all.length)) % all.length;
        return Set.of(all[first], all[second]);
    }
}
