package org.belltower.dispatch.app;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.credentials.ApnsKey;

/// The dispatcher's configuration as its keys say it, pointed at a simulator.
final class TestConfig {
    static final String TOPIC = "org.belltower.family";
    static final String PROJECT = "family-project";

    private TestConfig() {}

    /// The app `family` on both providers.
    static Map<String, String> keys(ProviderSimulator simulator) {
        ApnsKey key = simulator.credentials().apnsKey("TEAM000001", "KEY0000001", TOPIC);
        String ca = simulator.caCertificate().toString();
        Map<String, String> keys = new HashMap<>();
        keys.put("belltower.dispatch.apps.\"family\".apns.key-file", key.file().toString());
        keys.put("belltower.dispatch.apps.\"family\".apns.key-id", key.keyId());
        keys.put("belltower.dispatch.apps.\"family\".apns.team-id", key.teamId());
        keys.put("belltower.dispatch.apps.\"family\".apns.topic", TOPIC);
        keys.put(
                "belltower.dispatch.apps.\"family\".fcm.service-account-file",
                simulator.credentials().serviceAccount(PROJECT).file().toString());
        // Tests have few devices and tell them a lot.
        keys.put("belltower.dispatch.device.at-once", "10000");
        keys.put("belltower.dispatch.apns.server", "127.0.0.1:" + simulator.apnsPort());
        keys.put("belltower.dispatch.apns.trusted-certificates", ca);
        keys.put("belltower.dispatch.fcm.base-url", "https://127.0.0.1:" + simulator.fcmPort());
        keys.put("belltower.dispatch.fcm.trusted-certificates", ca);
        return keys;
    }

    static DispatchConfig of(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(DispatchConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(DispatchConfig.class);
    }
}
