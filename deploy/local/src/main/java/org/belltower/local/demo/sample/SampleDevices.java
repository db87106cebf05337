package org.belltower.local.demo.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belltower.local.demo.day.Day;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.DeviceId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.push.Binding.Permission;
import org.jspecify.annotations.Nullable;

/// The phones and tablets of the district, and what it asks of them: a few phones are older than what it asks once
/// everybody has signed in. A tablet of the same age is not.
final class SampleDevices {
    static final Map<String, District.Platform> PLATFORMS = Map.of(
            "ios-phones", platform("IOS", "PHONE", "15", "16"),
            "ios-tablets", platform("IOS", "TABLET", "15", null),
            "android-phones", platform("ANDROID", "PHONE", "12", "13"),
            "android-tablets", platform("ANDROID", "TABLET", "12", null));
    private static final int DEVICES = 700;

    private final Dice dice;
    private final SampleChoices choices;
    private final List<PersonId> people;

    SampleDevices(Dice dice, SampleChoices choices, List<PersonId> people) {
        this.dice = dice;
        this.choices = choices;
        this.people = people;
    }

    private static District.Platform platform(
            String platform, String deviceClass, String minimum, @Nullable String raised) {
        return new District.Platform(
                platform, deviceClass, new Day(-60), minimum, raised, "Older versions get no security updates.");
    }

    Map<DeviceId, Family.Device> make() {
        Map<DeviceId, Family.Device> devices = new LinkedHashMap<>();
        for (int number = 1; number <= DEVICES; number++) {
            devices.put(new DeviceId(String.format(Locale.ROOT, "device-%03d", number)), device());
        }
        return devices;
    }

    private Family.Device device() {
        PersonId user = dice.oneOf(people);
        PersonId earlier = dice.oneOf(people);
        Provider provider = dice.chance(50) ? Provider.APNS : Provider.FCM;
        return new Family.Device(
                user,
                provider,
                dice.chance(88),
                dice.chance(6),
                dice.chance(12) ? Permission.DENIED : dice.chance(10) ? Permission.UNKNOWN : Permission.ALLOWED,
                choices.ofDevice(),
                dice.chance(92),
                handset(provider),
                dice.chance(5) && !earlier.equals(user) ? new Family.Earlier(earlier, choices.all()) : null);
    }

    private Family.Handset handset(Provider provider) {
        boolean old = dice.chance(7);
        boolean tablet = dice.chance(20);
        return switch (provider) {
            case APNS ->
                new Family.Handset(
                        "IOS",
                        tablet ? "TABLET" : "PHONE",
                        old ? "15.8" : dice.oneOf(List.of("16", "16.7.10", "17.2", "18.1")),
                        tablet ? "iPad12,1" : "iPhone12,1",
                        tablet ? "1620x2160" : "828x1792");
            case FCM ->
                new Family.Handset(
                        "ANDROID",
                        tablet ? "TABLET" : "PHONE",
                        old ? "12" : dice.oneOf(List.of("13", "14", "15")),
                        tablet ? "SM-X200" : "SM-A546B",
                        tablet ? "1200x1920" : "1080x2340");
        };
    }
}
