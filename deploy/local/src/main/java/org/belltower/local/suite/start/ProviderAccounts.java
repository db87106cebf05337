package org.belltower.local.suite.start;

import java.util.ArrayList;
import java.util.List;

/// The accounts at Apple and Google for which the simulator makes credentials, as files in its folder:
/// `apns-<key id>.p8` and `service-account-<project>.json`.
public record ProviderAccounts(List<AppleKey> appleKeys, List<String> firebaseProjects) {
    /// A signing key of a developer team.
    ///
    /// @param topics the bundle ids to which it may push
    public record AppleKey(String teamId, String keyId, List<String> topics) {
        public AppleKey {
            topics = List.copyOf(topics);
        }
    }

    public ProviderAccounts {
        appleKeys = List.copyOf(appleKeys);
        firebaseProjects = List.copyOf(firebaseProjects);
    }

    /// As the simulator's arguments.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (AppleKey key : appleKeys) {
            arguments.add("--apns-key");
            arguments.add(key.teamId() + ":" + key.keyId() + ":" + String.join(",", key.topics()));
        }
        for (String project : firebaseProjects) {
            arguments.add("--fcm-project");
            arguments.add(project);
        }
        return arguments;
    }
}
