package org.belltower.benchmarks.dispatch.bed;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.model.AppId;

/// What a dispatcher is told: as the local suite sets it, without an issuer, since nobody calls its API here.
final class DispatcherSettings {
    private final Map<String, String> settings = new LinkedHashMap<>();

    DispatcherSettings(int inFlight) {
        settings.put("quarkus.oidc.tenant-enabled", "false");
        settings.put("belltower.dispatch.in-flight", Integer.toString(inFlight));
        // Each segment tells every device something, far more often than any family is told.
        settings.put("belltower.dispatch.device.at-once", "100000");
        // What Google grants shall not be the bound, but what the dispatcher does.
        settings.put("belltower.dispatch.fcm.messages-per-minute", "6000000");
        // A run takes as long whenever it begins.
        settings.put("belltower.dispatch.fcm.bulk-at-quarter-hours", "1");
    }

    DispatcherSettings providers(Simulator simulator) {
        String authority = simulator.authority().toString();
        settings.put("belltower.dispatch.apns.server", "127.0.0.1:" + simulator.apnsPort());
        settings.put("belltower.dispatch.apns.trusted-certificates", authority);
        settings.put("belltower.dispatch.fcm.base-url", "https://127.0.0.1:" + simulator.fcmPort());
        settings.put("belltower.dispatch.fcm.trusted-certificates", authority);
        String family = app(SampleDistrict.APP);
        settings.put(family + "apns.key-file", simulator.signingKey().toString());
        settings.put(family + "apns.key-id", Simulator.KEY);
        settings.put(family + "apns.team-id", Simulator.TEAM);
        settings.put(family + "apns.topic", Simulator.TOPIC);
        account(SampleDistrict.APP, simulator.serviceAccount());
        return this;
    }

    /// To another app, at Firebase alone.
    DispatcherSettings branded(Simulator simulator) {
        account(SampleDistrict.BRANDED, simulator.serviceAccount(Simulator.OTHER_PROJECT));
        return this;
    }

    DispatcherSettings uploads(Uploads uploads) {
        settings.putAll(uploads.settings());
        return this;
    }

    /// For pushes that wait long.
    DispatcherSettings database(DispatcherDatabase database) {
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put(
                "quarkus.datasource.password", database.roles().application().password());
        settings.put("quarkus.flyway.password", database.roles().owner().password());
        return this;
    }

    private void account(AppId app, Path file) {
        settings.put(app(app) + "fcm.service-account-file", file.toString());
    }

    private static String app(AppId app) {
        return "belltower.dispatch.apps.\"" + app.value() + "\".";
    }

    Map<String, String> all() {
        return Map.copyOf(settings);
    }
}
