package org.belltower.local.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.issuer.PasswordHash;

/// The issuer's configuration file ([org.belltower.embedded.issuer.IssuerConfiguration]): it holds hashes only.
///
/// @param file the JSON file
/// @param keyFolder where the issuer keeps its signing key
public record IssuerFile(Path file, Path keyFolder) {
    /// The client with which people sign in on a phone; it keeps no secret.
    static final String FAMILY_APP = "family-app";

    static final String FAMILY_APP_REDIRECT = "org.belltower.family:/signed-in";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What was drawn for each identity, by client id and user name. In memory only.
    public record Credentials(Map<String, String> secrets, Map<String, String> passwords) {
        public Credentials {
            secrets = Map.copyOf(secrets);
            passwords = Map.copyOf(passwords);
        }

        @Override
        public String toString() {
            return "Credentials[" + secrets.keySet() + "]";
        }
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /// Writes it anew, with new secrets and passwords for all.
    public Credentials create(int port, Identities identities) {
        Map<String, String> secrets = new LinkedHashMap<>();
        Map<String, String> passwords = new LinkedHashMap<>();
        ObjectNode document = JSON.createObjectNode();
        document.put("port", port).put("keyFolder", keyFolder.toString());
        ArrayNode clients = document.putArray("clients");
        for (Identities.Client client : identities.clients()) {
            secrets.put(client.id(), Secrets.generate());
            clients.add(entry(client, secrets.get(client.id())));
        }
        clients.add(familyApp());
        ArrayNode users = document.putArray("users");
        for (Identities.Person person : identities.people()) {
            passwords.put(person.username(), Secrets.generate());
            users.add(entry(person, passwords.get(person.username())));
        }
        write(document);
        return new Credentials(secrets, passwords);
    }

    /// Sets the port in the file that is there; all else in it belongs to whoever edits it.
    public void moveTo(int port) {
        try {
            JsonNode document = JSON.readTree(file.toFile());
            if (document instanceof ObjectNode object && object.path("port").asInt() != port) {
                write(object.put("port", port));
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(file + " is not JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(ObjectNode document) {
        Secrets.write(file, document.toPrettyString() + "\n");
    }

    private static ObjectNode entry(Identities.Client client, String secret) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("id", client.id())
                .put("secretHash", PasswordHash.ofRandomSecret(secret).encoded())
                .put("district", client.district());
        texts(entry, "scopes", client.scopes().stream().sorted().toList());
        texts(entry, "sources", client.sources());
        return entry;
    }

    private static ObjectNode familyApp() {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("id", FAMILY_APP).put("public", true);
        texts(entry, "scopes", List.of("devices"));
        texts(entry, "redirectUris", List.of(FAMILY_APP_REDIRECT));
        return entry;
    }

    // The password is random too, so it needs no slow hash.
    private static ObjectNode entry(Identities.Person person, String password) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("username", person.username())
                .put("passwordHash", PasswordHash.ofRandomSecret(password).encoded())
                .put("district", person.district())
                .put("person", person.person());
        texts(entry, "groups", person.groups());
        texts(entry, "scopes", person.scopes().stream().sorted().toList());
        return entry;
    }

    private static void texts(ObjectNode entry, String name, Collection<String> values) {
        values.forEach(entry.putArray(name)::add);
    }
}
