package org.belltower.simulator.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.simulator.apns.ApnsKeyRegistration;
import org.belltower.simulator.apns.ApnsRegistry;
import org.belltower.simulator.fcm.FcmRegistry;
import org.belltower.simulator.fcm.ServiceAccountRegistration;
import org.belltower.simulator.tls.KeyFolder;
import org.belltower.simulator.tls.ProviderAuthority;

/// Hands out credentials as Apple and Google do, and registers their public side, so that what they sign is
/// believed.
///
/// They are files in a folder: `apns-<key id>.p8` with `apns-<key id>.json` (team, key id, topics) beside it,
/// `certificate-<name>.p12` with `certificate-<name>.json`, and `service-account-<project>.json`. Asking again for a
/// credential that is there gives the same key. Safe for use by many threads.
public final class ProviderCredentials {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
    private static final String APNS = "apns-";
    private static final String ACCOUNT = "service-account-";

    private final ReentrantLock lock = new ReentrantLock();
    private final KeyFolder folder;
    private final ApnsRegistry apns;
    private final FcmRegistry fcm;
    private final String tokenUri;
    private final IssuedCertificates certificates;

    /// Registers every credential that the folder already holds.
    ///
    /// @param tokenUri the simulator's token endpoint; it is set anew in service accounts that named another
    /// @param authority issues certificates
    public ProviderCredentials(
            KeyFolder folder, ApnsRegistry apns, FcmRegistry fcm, String tokenUri, ProviderAuthority authority) {
        this.folder = folder;
        this.apns = apns;
        this.fcm = fcm;
        this.tokenUri = tokenUri;
        this.certificates = new IssuedCertificates(folder, apns, authority);
        names(IssuedCertificates.PREFIX).forEach(certificates::registerKept);
        names(APNS).forEach(this::registerKept);
        names(ACCOUNT).forEach(this::serviceAccount);
    }

    /// The signing key with this id, made if there is none.
    ///
    /// @param topics added to those that the key already has
    /// @throws IllegalArgumentException if the key belongs to another team, or an id or topic is malformed
    public ApnsKey apnsKey(String teamId, String keyId, String... topics) {
        requireName("team id", teamId);
        requireName("key id", keyId);
        lock.lock();
        try {
            Set<String> all = new TreeSet<>(List.of(topics));
            String about = APNS + keyId + ".json";
            if (folder.has(about)) {
                JsonNode kept = read(about);
                if (!kept.path("team_id").asText().equals(teamId)) {
                    throw new IllegalArgumentException("key " + keyId + " belongs to another team");
                }
                kept.path("topics").forEach(topic -> all.add(topic.asText()));
            }
            String file = APNS + keyId + ".p8";
            String p8 = folder.has(file) ? folder.read(file) : KeyPairs.newP256();
            ApnsKeyRegistration registration = new ApnsKeyRegistration(teamId, keyId, KeyPairs.publicP256(p8), all);
            folder.write(file, p8);
            folder.write(about, describe(teamId, keyId, all));
            apns.registerKey(registration);
            return new ApnsKey(teamId, keyId, all, folder.file(file), p8);
        } finally {
            lock.unlock();
        }
    }

    /// The provider certificate of this name, good in both environments for a year.
    ///
    /// @param topics to which it may push; the first is the app's bundle id
    public ApnsCertificate apnsCertificate(String name, String teamId, String... topics) {
        return apnsCertificate(CertificateOrder.of(name, teamId, topics));
    }

    /// The provider certificate as ordered. One that is there is the same if it was ordered alike and has not expired;
    /// else a new one takes its place, and the old one is revoked.
    ///
    /// @throws IllegalArgumentException if name, team or a topic is malformed
    public ApnsCertificate apnsCertificate(CertificateOrder order) {
        requireName("name", order.name());
        requireName("team id", order.teamId());
        lock.lock();
        try {
            return certificates.get(order);
        } finally {
            lock.unlock();
        }
    }

    /// The service account of a project, made if there is none.
    ///
    /// @throws IllegalArgumentException if the project id is malformed
    public ServiceAccount serviceAccount(String projectId) {
        requireName("project", projectId);
        lock.lock();
        try {
            String file = ACCOUNT + projectId + ".json";
            ObjectNode account = folder.has(file) ? read(file) : newAccount(projectId);
            account.put("token_uri", tokenUri);
            String json = account.toPrettyString() + "\n";
            String email = account.path("client_email").asText();
            fcm.registerAccount(new ServiceAccountRegistration(
                    projectId,
                    email,
                    account.path("private_key_id").asText(),
                    KeyPairs.publicRsa(account.path("private_key").asText())));
            return new ServiceAccount(projectId, email, folder.write(file, json), json);
        } finally {
            lock.unlock();
        }
    }

    private void registerKept(String keyId) {
        JsonNode kept = read(APNS + keyId + ".json");
        apnsKey(kept.path("team_id").asText(), keyId);
    }

    private ObjectNode newAccount(String projectId) {
        String email = "belltower@" + projectId + ".iam.gserviceaccount.com";
        String privateKey = KeyPairs.newRsa();
        String keyId = UUID.nameUUIDFromBytes(privateKey.getBytes(StandardCharsets.US_ASCII))
                .toString()
                .replace("-", "");
        return JSON.createObjectNode()
                .put("type", "service_account")
                .put("project_id", projectId)
                .put("private_key_id", keyId)
                .put("private_key", privateKey)
                .put("client_email", email)
                .put("client_id", "100000000000000000000")
                .put("token_uri", tokenUri)
                .put("universe_domain", "googleapis.com");
    }

    private static String describe(String teamId, String keyId, Set<String> topics) {
        ObjectNode about = JSON.createObjectNode().put("team_id", teamId).put("key_id", keyId);
        ArrayNode list = about.putArray("topics");
        topics.forEach(list::add);
        return about.put("private_key_file", APNS + keyId + ".p8").toPrettyString() + "\n";
    }

    private ObjectNode read(String name) {
        try {
            return (ObjectNode) JSON.readTree(folder.read(name));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException(folder.file(name) + " is not a JSON object", e);
        }
    }

    /// What stands between this prefix and `.json` in the names of the folder's files.
    private List<String> names(String prefix) {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
                    .map(name -> name.substring(prefix.length(), name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.path(), e);
        }
    }

    private static void requireName(String what, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must be letters, digits and '-': " + value);
        }
    }
}
