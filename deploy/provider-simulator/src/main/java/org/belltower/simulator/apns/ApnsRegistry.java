package org.belltower.simulator.apns;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What Apple would know: teams with their keys and topics, provider certificates, and device tokens. Safe for use by
/// many threads; a
/// change holds for the next push, on connections that are open as well.
public final class ApnsRegistry {

    /// A device token that Apple gave out.
    ///
    /// @param topic the app it was given to
    /// @param environment null if it is good in both, which no real one is
    private record Device(String topic, @Nullable ApnsEnvironment environment) {}

    private final Map<String, ApnsKeyRegistration> keys = new ConcurrentHashMap<>();
    private final Map<String, ApnsCertificateRegistration> certificates = new ConcurrentHashMap<>();
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final ReentrantLock changing = new ReentrantLock();
    private final AtomicLong generation = new AtomicLong();
    private volatile Map<String, Set<String>> topicsOfTeams = Map.of();

    /// Registers a key, or replaces the one with the same id.
    public void registerKey(ApnsKeyRegistration key) {
        changing.lock();
        try {
            keys.put(key.keyId(), key);
            keysChanged();
        } finally {
            changing.unlock();
        }
    }

    /// Revokes a key: provider tokens signed with it are no longer valid.
    ///
    /// @return whether there was one
    public boolean removeKey(String keyId) {
        changing.lock();
        try {
            boolean removed = keys.remove(keyId) != null;
            keysChanged();
            return removed;
        } finally {
            changing.unlock();
        }
    }

    /// The keys that are registered.
    public List<ApnsKeyRegistration> keys() {
        return List.copyOf(keys.values());
    }

    /// Registers a certificate, or replaces the one of the same name.
    public void registerCertificate(ApnsCertificateRegistration certificate) {
        certificates.put(certificate.name(), certificate);
    }

    /// Revokes a certificate: pushes of who shows it are refused.
    ///
    /// @return whether there was one
    public boolean removeCertificate(String name) {
        return certificates.remove(name) != null;
    }

    /// The certificates that are registered.
    public List<ApnsCertificateRegistration> certificates() {
        return List.copyOf(certificates.values());
    }

    Optional<ApnsCertificateRegistration> certificate(X509Certificate shown) {
        return certificates.values().stream()
                .filter(known -> known.certificate().equals(shown))
                .findFirst();
    }

    /// Registers a device token, or replaces what was said of it.
    ///
    /// @param environment null if the token is good in both
    public void registerDevice(String token, String topic, @Nullable ApnsEnvironment environment) {
        if (!ApnsRequest.isDeviceToken(token)) {
            throw new IllegalArgumentException("a device token is written in hexadecimal, two digits a byte");
        }
        devices.put(token, new Device(topic, environment));
    }

    /// Forgets a device token.
    ///
    /// @return whether it was known
    public boolean removeDevice(String token) {
        return devices.remove(token) != null;
    }

    Optional<ApnsKeyRegistration> key(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    boolean mayPushTo(String teamId, String topic) {
        Set<String> allowed = topicsOfTeams.get(teamId);
        return allowed != null && allowed.contains(topic);
    }

    /// Why this token cannot take a push for this topic here, if so.
    Optional<ApnsReason> refusalOf(String token, String topic, ApnsEnvironment here, boolean knownOnly) {
        Device device = devices.get(token);
        if (device == null) {
            // Apple's tokens are random: no device has this one. Senders try their credentials with it.
            return knownOnly || token.chars().allMatch(digit -> digit == '0')
                    ? Optional.of(ApnsReason.BAD_DEVICE_TOKEN)
                    : Optional.empty();
        }
        ApnsEnvironment environment = device.environment();
        if (environment != null && environment != here) {
            return Optional.of(ApnsReason.BAD_DEVICE_TOKEN);
        }
        return device.topic().equals(topic) ? Optional.empty() : Optional.of(ApnsReason.DEVICE_TOKEN_NOT_FOR_TOPIC);
    }

    private void keysChanged() {
        Map<String, Set<String>> topics = new HashMap<>();
        for (ApnsKeyRegistration key : keys.values()) {
            topics.computeIfAbsent(key.teamId(), _ -> new HashSet<>()).addAll(key.topics());
        }
        topicsOfTeams = topics;
        generation.incrementAndGet();
    }

    /// Changes with every change of the keys, so that what was verified before can be told from what was verified
    /// after.
    long generation() {
        return generation.get();
    }
}
