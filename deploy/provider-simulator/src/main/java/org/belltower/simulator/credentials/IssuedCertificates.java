package org.belltower.simulator.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.simulator.apns.ApnsCertificateRegistration;
import org.belltower.simulator.apns.ApnsEnvironment;
import org.belltower.simulator.apns.ApnsRegistry;
import org.belltower.simulator.tls.KeyFolder;
import org.belltower.simulator.tls.ProviderAuthority;
import org.jspecify.annotations.Nullable;

/// Provider certificates as files: `certificate-<name>.p12` with `certificate-<name>.json` (what it was ordered as, and
/// its password) beside it. Guarded by who calls it.
final class IssuedCertificates {

    static final String PREFIX = "certificate-";

    /// The simulator's secrets protect nothing; but a p12 must have a password.
    private static final String PASSWORD = "simulator";

    private static final String ALIAS = "push";
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KeyFolder folder;
    private final ApnsRegistry apns;
    private final ProviderAuthority authority;

    IssuedCertificates(KeyFolder folder, ApnsRegistry apns, ProviderAuthority authority) {
        this.folder = folder;
        this.apns = apns;
        this.authority = authority;
    }

    /// The one that is there if it was ordered alike and has not expired, else a new one in its place.
    ApnsCertificate get(CertificateOrder order) {
        String about = describe(order);
        String aboutFile = PREFIX + order.name() + ".json";
        String file = PREFIX + order.name() + ".p12";
        if (folder.has(file) && folder.has(aboutFile) && folder.read(aboutFile).equals(about)) {
            X509Certificate kept = open(folder.bytes(file));
            if (authority.now().isBefore(kept.getNotAfter().toInstant())) {
                return register(order.name(), Set.copyOf(order.topics()), order.environment(), kept);
            }
        }
        KeyPair keys = KeyPairs.newRsaPair();
        Instant ordered = order.expires();
        Instant expires = ordered == null ? authority.now().plus(VALIDITY) : ordered;
        X509Certificate issued =
                authority.issue(keys.getPublic(), order.topics().getFirst(), order.teamId(), expires);
        ApnsCertificate certificate = register(order.name(), Set.copyOf(order.topics()), order.environment(), issued);
        folder.write(file, p12(keys, issued));
        folder.write(aboutFile, about);
        return certificate;
    }

    void registerKept(String name) {
        try {
            JsonNode about = JSON.readTree(folder.read(PREFIX + name + ".json"));
            Set<String> topics = new TreeSet<>();
            about.path("topics").forEach(topic -> topics.add(topic.asText()));
            ApnsEnvironment environment = about.has("environment")
                    ? ApnsEnvironment.valueOf(about.path("environment").asText())
                    : null;
            ApnsCertificate _ = register(name, topics, environment, open(folder.bytes(PREFIX + name + ".p12")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(folder.file(PREFIX + name + ".json") + " is not a JSON object", e);
        }
    }

    private ApnsCertificate register(
            String name, Set<String> topics, @Nullable ApnsEnvironment environment, X509Certificate certificate) {
        apns.registerCertificate(new ApnsCertificateRegistration(name, certificate, topics, environment));
        return new ApnsCertificate(name, topics, certificate, folder.file(PREFIX + name + ".p12"), PASSWORD);
    }

    private static String describe(CertificateOrder order) {
        ObjectNode about = JSON.createObjectNode().put("name", order.name()).put("team_id", order.teamId());
        var topics = about.putArray("topics");
        order.topics().forEach(topics::add);
        ApnsEnvironment environment = order.environment();
        if (environment != null) {
            about.put("environment", environment.name());
        }
        Instant expires = order.expires();
        if (expires != null) {
            about.put("expires", expires.toString());
        }
        return about.put("password", PASSWORD).toPrettyString() + "\n";
    }

    private static byte[] p12(KeyPair keys, X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, keys.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            store.store(written, PASSWORD.toCharArray());
            return written.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK writes no PKCS #12", e);
        }
    }

    private static X509Certificate open(byte[] p12) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(p12), PASSWORD.toCharArray());
            if (store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("not a provider certificate of the simulator", e);
        }
        throw new IllegalArgumentException("not a provider certificate of the simulator");
    }
}
