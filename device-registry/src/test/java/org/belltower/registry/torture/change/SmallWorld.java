package org.belltower.registry.torture.change;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.push.DeviceToken;
import org.jspecify.annotations.Nullable;

/// Few people, few devices, fewer tokens than devices, so that changes meet. For one thread.
record SmallWorld(Random random) {
    static final SchoolId SCHOOL = new SchoolId("high");
    static final List<CalendarId> CALENDARS = List.of(new CalendarId("this"), new CalendarId("next"));
    static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    static final AppId FAMILY = new AppId("family");

    /// Comes and goes.
    static final AppId BRANDED = new AppId("branded");

    private static final int STUDENTS = 24;
    private static final int GUARDIANS = 30;
    private static final int DEVICES = 48;
    private static final int TOKENS = 30;

    /// What brings the branded app.
    static final List<Integer> BRANDED_DEVICES = List.of(23, 47);

    int number() {
        return random.nextInt(DEVICES);
    }

    static DeviceId device(int number) {
        return new DeviceId("d-" + number);
    }

    static AppId app(int number) {
        return BRANDED_DEVICES.contains(number) ? BRANDED : FAMILY;
    }

    static PersonId usualUser(int number) {
        return new PersonId("g-" + number % GUARDIANS);
    }

    /// Most of the time the device's usual user, sometimes another one.
    PersonId user(int number) {
        return oneIn(5) ? person() : usualUser(number);
    }

    StudentId student() {
        return new StudentId("s-" + (1 + random.nextInt(STUDENTS)));
    }

    PersonId guardian() {
        return new PersonId("g-" + random.nextInt(GUARDIANS));
    }

    PersonId person() {
        return oneIn(4) ? student().asPerson() : guardian();
    }

    /// As each of the providers could have given it out.
    DeviceToken token() {
        return new DeviceToken(String.format("70%02x", random.nextInt(TOKENS)));
    }

    /// Of age about when relationships end. Most have none.
    @Nullable
    LocalDate birthDate() {
        return oneIn(3) ? DAY.minusYears(18).plusDays(random.nextInt(300)) : null;
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <E extends Enum<E>> E one(Class<E> type) {
        return one(List.of(type.getEnumConstants()));
    }

    <E extends Enum<E>> Set<E> some(Class<E> type) {
        Set<E> some = EnumSet.allOf(type);
        some.removeIf(_ -> random.nextBoolean());
        return some;
    }
}
