package org.belltower.registry.torture.change;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.belltower.model.AppId;
import org.belltower.model.Area;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialKind;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.KeyRing;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.registry.credential.Submitted;
import org.belltower.registry.credential.postgres.PostgresCredentials;
import org.belltower.registry.device.App;
import org.belltower.registry.device.AppChange;
import org.belltower.registry.device.postgres.PostgresApps;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.right.RowRights;

/// Apps and their credentials, made up and sealed. Each tells whether it was done.
final class Apps {
    private static final String TOPIC = "org.belltower.family";
    private static final String PROJECT = "belltower-family";
    private static final Instant EXPIRES = Instant.parse("2027-06-30T12:00:00Z");
    private static final Map<String, byte[]> KEYS = Map.of("one", new byte[32], "other", new byte[32]);

    private final DistrictTransactions transactions;
    private final SmallWorld world;
    private final PostgresApps apps;

    Apps(DistrictTransactions transactions, SmallWorld world) {
        this.transactions = transactions;
        this.world = world;
        this.apps = new PostgresApps(transactions);
    }

    static App given(App.Environment environment, Set<Area> areas) {
        return new App(
                "Family",
                new App.Apns(TOPIC, environment),
                new App.Fcm(PROJECT),
                areas,
                App.Kind.SHARED,
                EnumSet.allOf(App.Audience.class));
    }

    private AppId app() {
        return world.oneIn(2) ? SmallWorld.BRANDED : SmallWorld.FAMILY;
    }

    boolean put(DistrictId district) {
        App app = given(world.one(App.Environment.class), world.some(Area.class));
        return apps.put(district, app(), app, RowRights.ALL) == AppChange.DONE;
    }

    /// Those who use it most log out before.
    boolean remove(DistrictId district) {
        PostgresDevices devices = new PostgresDevices(transactions, InstantSource.system());
        SmallWorld.BRANDED_DEVICES.forEach(number -> {
            boolean _ =
                    devices.logOut(district, SmallWorld.device(number), Phones.signIn(SmallWorld.usualUser(number)));
        });
        return apps.delete(district, SmallWorld.BRANDED) == AppChange.DONE;
    }

    boolean upload(DistrictId district) {
        return credentials()
                .put(district, app(), submitted(world.one(CredentialKind.class)))
                .isPresent();
    }

    boolean takeAway(DistrictId district) {
        return credentials().delete(district, app(), world.one(Provider.class));
    }

    boolean rewrap(DistrictId district) {
        return credentials().rewrap(new CredentialId(district, app(), world.one(Provider.class)));
    }

    /// Sealed with one of two keys, opened with both.
    private PostgresCredentials credentials() {
        KeyRing ring = KeyRing.of(world.one(List.copyOf(KEYS.keySet())), KEYS);
        return new PostgresCredentials(
                transactions, new CredentialSeal(ring, new SecureRandom()), InstantSource.system());
    }

    private Submitted submitted(CredentialKind kind) {
        String made = Objects.toString(world.random().nextInt(1000));
        return switch (kind) {
            case SIGNING_KEY ->
                new Submitted(
                        new ProviderCredential.SigningKey("TEAM000001", made, "key"),
                        made,
                        "TEAM000001",
                        null,
                        made,
                        null,
                        null);
            case CERTIFICATE ->
                new Submitted(
                        new ProviderCredential.Certificate("certificate", "key"),
                        null,
                        null,
                        null,
                        made,
                        EXPIRES.plus(Duration.ofNanos(1000L * world.random().nextInt(1000))),
                        TOPIC);
            case SERVICE_ACCOUNT ->
                new Submitted(
                        new ProviderCredential.ServiceAccount(PROJECT, "sender@belltower.example", made, "key"),
                        null,
                        null,
                        PROJECT,
                        made,
                        null,
                        null);
        };
    }
}
