package org.belltower.local.suite.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An app with accounts at both simulated providers.
///
/// @param id what the suite calls it: lower-case letters and digits
/// @param teamId of the simulated Apple account
/// @param keyId of its signing key
/// @param topic the bundle id
/// @param environment of the topic: production or sandbox
/// @param project at the simulated Firebase
public record SimulatedApp(String id, String teamId, String keyId, String topic, String environment, String project) {
    /// What the simulator makes credentials for.
    public ProviderAccounts accounts() {
        return new ProviderAccounts(
                List.of(new ProviderAccounts.AppleKey(teamId, keyId, List.of(topic))), List.of(project));
    }

    /// What tells the dispatcher where they are.
    ///
    /// @param simulatorFolder where the simulator writes them
    public Map<String, String> dispatcherSettings(Path simulatorFolder) {
        String prefix = "BELLTOWER_DISPATCH_APPS__" + id.toUpperCase(Locale.ROOT) + "__";
        return Map.of(
                prefix + "APNS_KEY_FILE",
                simulatorFolder.resolve("apns-" + keyId + ".p8").toString(),
                prefix + "APNS_KEY_ID",
                keyId,
                prefix + "APNS_TEAM_ID",
                teamId,
                prefix + "APNS_TOPIC",
                topic,
                prefix + "APNS_ENVIRONMENT",
                environment,
                prefix + "FCM_SERVICE_ACCOUNT_FILE",
                simulatorFolder.resolve("service-account-" + project + ".json").toString());
    }
}
