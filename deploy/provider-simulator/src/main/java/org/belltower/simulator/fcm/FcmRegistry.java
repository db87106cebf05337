package org.belltower.simulator.fcm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What Google would know: service accounts with their keys, and registration tokens. Safe for use by many threads;
/// a change holds for the next request. Removing an account does not end the access tokens it already has, as with
/// Google.
public final class FcmRegistry {

    private final Map<String, ServiceAccountRegistration> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> projectsOfDevices = new ConcurrentHashMap<>();

    /// Registers an account, or replaces the one with the same email.
    public void registerAccount(ServiceAccountRegistration account) {
        accounts.put(account.clientEmail(), account);
    }

    /// Removes an account: its assertions are refused.
    ///
    /// @return whether there was one
    public boolean removeAccount(String clientEmail) {
        return accounts.remove(clientEmail) != null;
    }

    /// The accounts that are registered.
    public List<ServiceAccountRegistration> accounts() {
        return List.copyOf(accounts.values());
    }

    /// Registers a device's token with the project it belongs to, or replaces what was said of it.
    public void registerDevice(String token, String projectId) {
        if (token.isBlank() || projectId.isBlank()) {
            throw new IllegalArgumentException("token and project must not be blank");
        }
        projectsOfDevices.put(token, projectId);
    }

    /// Forgets a device's token.
    ///
    /// @return whether it was known
    public boolean removeDevice(String token) {
        return projectsOfDevices.remove(token) != null;
    }

    Optional<ServiceAccountRegistration> account(String clientEmail) {
        return Optional.ofNullable(accounts.get(clientEmail));
    }

    /// Why this token cannot take a push from this project, if so.
    Optional<FcmError> refusalOf(String token, String project, boolean knownOnly) {
        String owner = projectsOfDevices.get(token);
        if (owner == null) {
            return knownOnly ? Optional.of(FcmError.of(404, "UNREGISTERED")) : Optional.empty();
        }
        return owner.equals(project) ? Optional.empty() : Optional.of(FcmError.of(403, "SENDER_ID_MISMATCH"));
    }
}
