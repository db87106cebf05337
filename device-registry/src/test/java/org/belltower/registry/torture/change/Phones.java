package org.belltower.registry.torture.change;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Changed;
import org.belltower.registry.device.Mine;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.SignIn;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.district.Language;
import org.belltower.registry.hygiene.Retirement;
import org.belltower.registry.hygiene.TokenHygiene;
import org.belltower.registry.hygiene.postgres.PostgresHygiene;
import org.belltower.registry.platform.DeviceClass;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.OsVersion;
import org.belltower.registry.platform.Platform;
import org.belltower.registry.platform.ScreenSize;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.preference.DevicePreferences;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.preference.postgres.PostgresPreferences;
import org.belltower.registry.subscription.Choice;
import org.belltower.registry.subscription.Choices;
import org.jspecify.annotations.Nullable;

/// What happens to phones, and what is chosen on them. Each tells whether it was done.
public final class Phones {
    private final DistrictTransactions transactions;
    private final SmallWorld world;
    private final PostgresDevices devices;
    private final TokenHygiene hygiene;
    private final PostgresSessions sessions;
    private final PostgresPreferences preferences;

    Phones(DistrictTransactions transactions, SmallWorld world) {
        this.transactions = transactions;
        this.world = world;
        this.devices = new PostgresDevices(transactions, InstantSource.system());
        this.hygiene = new PostgresHygiene(_ -> List.of(), transactions);
        this.sessions = new PostgresSessions(transactions, InstantSource.system());
        this.preferences = new PostgresPreferences(transactions, InstantSource.system());
    }

    /// Later than any logout, so that they come back: here it is about what is published.
    public static SignIn signIn(PersonId person) {
        return new SignIn(person, Instant.MAX);
    }

    /// Of a phone that is supported at any time.
    public static Registration registration(DeviceToken token) {
        return new Registration(
                SmallWorld.FAMILY, Provider.FCM, token, true, Permission.ALLOWED, null, handset(Platform.ANDROID, 99));
    }

    private static Handset handset(Platform platform, int version) {
        return new Handset(
                platform,
                DeviceClass.PHONE,
                new OsVersion(Integer.toString(version)),
                "model",
                new ScreenSize("1080x2400"));
    }

    boolean register(DistrictId district) {
        int number = world.number();
        AppId app = SmallWorld.app(number);
        Registration registration = new Registration(
                app,
                world.one(Provider.class),
                world.token(),
                !world.oneIn(5),
                world.oneIn(3) ? world.one(Permission.class) : Permission.ALLOWED,
                null,
                world.oneIn(8)
                        ? null
                        : handset(world.one(Platform.class), 12 + world.random().nextInt(6)));
        return devices.register(district, SmallWorld.device(number), signIn(world.user(number)), registration)
                instanceof Registered.Bound;
    }

    boolean rotate(DistrictId district) {
        int number = world.number();
        return devices.rotate(district, SmallWorld.device(number), signIn(world.user(number)), world.token())
                == Changed.DONE;
    }

    boolean permit(DistrictId district) {
        int number = world.number();
        return devices.permit(
                        district, SmallWorld.device(number), signIn(world.user(number)), world.one(Permission.class))
                == Changed.DONE;
    }

    /// By proof about the token that the device has.
    boolean retireToken(DistrictId district) {
        DeviceId device = SmallWorld.device(world.number());
        Optional<Long> version = transactions.read(
                district,
                handle -> handle.createQuery("SELECT token_version FROM device WHERE id = :id")
                        .bind("id", device)
                        .mapTo(Long.class)
                        .findOne());
        return version.isPresent()
                && hygiene.died(
                                district,
                                device,
                                new Result.TokenDead(Provider.APNS, version.get(), Instant.now()),
                                Instant.now())
                        instanceof Retirement.Retired;
    }

    boolean logOut(DistrictId district) {
        int number = world.number();
        return devices.logOut(district, SmallWorld.device(number), signIn(world.user(number)));
    }

    boolean logOutElsewhere(DistrictId district) {
        int number = world.number();
        sessions.logOut(district, signIn(world.user(number)), world.oneIn(4) ? null : SmallWorld.device(number));
        return true;
    }

    boolean endSessions(DistrictId district) {
        sessions.end(district, world.person());
        return true;
    }

    boolean forget(DistrictId district) {
        int number = world.number();
        return devices.delete(district, SmallWorld.device(number), signIn(world.user(number)));
    }

    boolean chooseOnDevice(DistrictId district) {
        int number = world.number();
        DevicePreferences chosen = new DevicePreferences(choices(), !world.oneIn(4));
        return preferences.put(district, SmallWorld.device(number), signIn(world.user(number)), chosen)
                instanceof Mine.Shown;
    }

    boolean chooseByDefault(DistrictId district) {
        Language language = world.oneIn(2) ? null : world.one(Language.class);
        Preferences chosen = new Preferences(choices(), language, world.oneIn(2), null);
        return preferences.put(district, signIn(world.person()), chosen) instanceof Mine.Shown;
    }

    /// Seldom of what not every district lets be chosen.
    private Choices choices() {
        Map<Category, Choice> chosen = new EnumMap<>(Category.class);
        Set<Category> spoken = world.some(Category.class);
        if (!world.oneIn(4)) {
            spoken.remove(Category.LUNCH_BALANCE);
        }
        spoken.forEach(
                category -> chosen.put(category, world.oneIn(2) ? Choice.OFF : new Choice(true, threshold(category))));
        return new Choices(chosen);
    }

    private @Nullable BigDecimal threshold(Category category) {
        return category.takesThreshold() && world.oneIn(2)
                ? BigDecimal.valueOf(600 + world.random().nextInt(2), 1)
                : null;
    }
}
