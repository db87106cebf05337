package org.belltower.simulator.credentials;

import java.nio.file.Path;

/// A service account as a developer gets it from Google: a JSON file. `toString` does not show the key.
///
/// @param projectId the project
/// @param clientEmail the account
/// @param file the JSON file
/// @param json its text; `token_uri` is the simulator's
public record ServiceAccount(String projectId, String clientEmail, Path file, String json) {

    @Override
    public String toString() {
        return "ServiceAccount[project=" + projectId + ", client=" + clientEmail + "]";
    }
}
