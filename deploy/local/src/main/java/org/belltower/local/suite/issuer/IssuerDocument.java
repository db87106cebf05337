package org.belltower.local.suite.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.belltower.embedded.issuer.PasswordHash;
import org.belltower.local.suite.place.Secrets;

/// What stands in an issuer's configuration, and how it is changed; what somebody else wrote there stays. Secrets and
/// passwords are all random, so their hashes need not be slow.
record IssuerDocument(ObjectNode json) {
    private static final String CLIENTS = "clients";
    private static final String USERS = "users";
    private static final String ID = "id";
    private static final String USERNAME = "username";
    private static final String SECRET_HASH = "secretHash";
    private static final String PASSWORD_HASH = "passwordHash";

    static IssuerDocument empty(int port, String keyFolder) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("port", port).put("keyFolder", keyFolder);
        json.putArray(CLIENTS);
        json.putArray(USERS);
        return new IssuerDocument(json);
    }

    /// Whether clients and users, where there are any, are lists.
    static boolean isOne(ObjectNode json) {
        return Stream.of(CLIENTS, USERS)
                .allMatch(list -> !json.has(list) || json.path(list).isArray());
    }

    IdentityChange.Result apply(IdentityChange change) {
        String name = change.name();
        return switch (change) {
            case IdentityChange.AddPerson(Identities.Person person) ->
                find(USERS, USERNAME, name).isPresent() ? exists("user", name) : drawn(add(person));
            case IdentityChange.AddClient(Identities.Client client) ->
                find(CLIENTS, ID, name).isPresent() ? exists("client", name) : drawn(add(client));
            case IdentityChange.NewPassword _ ->
                find(USERS, USERNAME, name)
                        .map(user -> drawn(drawInto(user, PASSWORD_HASH)))
                        .orElseGet(() -> unknown("user", name));
            case IdentityChange.NewSecret _ ->
                find(CLIENTS, ID, name).map(client -> newSecret(client, name)).orElseGet(() -> unknown("client", name));
            case IdentityChange.RemovePerson _ -> remove(USERS, USERNAME, "user", name);
            case IdentityChange.RemoveClient _ ->
                SignInClient.named(name).isPresent()
                        ? new IdentityChange.Result.Refused("People sign in with the client " + name + "; it stays.")
                        : remove(CLIENTS, ID, "client", name);
        };
    }

    Optional<Account> account(String username) {
        return find(USERS, USERNAME, username)
                .map(user -> new Account(
                        user.path("district").asText(), user.path("person").asText()));
    }

    /// @return the password
    String add(Identities.Person person) {
        ObjectNode entry = json.withArray(USERS).addObject().put(USERNAME, person.username());
        String password = drawInto(entry, PASSWORD_HASH);
        entry.put("district", person.district()).put("person", person.person());
        texts(entry, "groups", person.groups());
        texts(entry, "scopes", person.scopes().stream().sorted().toList());
        return password;
    }

    /// @return the secret
    String add(Identities.Client client) {
        ObjectNode entry = json.withArray(CLIENTS).addObject().put(ID, client.id());
        String secret = drawInto(entry, SECRET_HASH);
        entry.put("district", client.district());
        texts(entry, "scopes", client.scopes().stream().sorted().toList());
        texts(entry, "sources", client.sources());
        return secret;
    }

    void add(SignInClient client) {
        ObjectNode entry =
                json.withArray(CLIENTS).addObject().put(ID, client.id()).put("public", true);
        texts(entry, "scopes", client.scopes());
        texts(entry, "redirectUris", List.of(client.redirectUri()));
    }

    private static IdentityChange.Result newSecret(ObjectNode client, String id) {
        return client.has(SECRET_HASH)
                ? drawn(drawInto(client, SECRET_HASH))
                : new IdentityChange.Result.Refused("People sign in with the client " + id + "; it keeps no secret.");
    }

    private static String drawInto(ObjectNode entry, String name) {
        String secret = Secrets.generate();
        entry.put(name, PasswordHash.ofRandomSecret(secret).encoded());
        return secret;
    }

    private IdentityChange.Result remove(String list, String key, String what, String name) {
        ArrayNode entries = json.withArray(list);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).path(key).asText().equals(name)) {
                entries.remove(i);
                return new IdentityChange.Result.Removed();
            }
        }
        return unknown(what, name);
    }

    private Optional<ObjectNode> find(String list, String key, String name) {
        for (JsonNode entry : json.withArray(list)) {
            if (entry instanceof ObjectNode object && object.path(key).asText().equals(name)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private static IdentityChange.Result drawn(String secret) {
        return new IdentityChange.Result.Drawn(secret);
    }

    private static IdentityChange.Result exists(String what, String name) {
        return new IdentityChange.Result.Refused("There is a " + what + " " + name + " already.");
    }

    private static IdentityChange.Result unknown(String what, String name) {
        return new IdentityChange.Result.Refused("There is no " + what + " " + name + ".");
    }

    private static void texts(ObjectNode entry, String name, Collection<String> values) {
        values.forEach(entry.putArray(name)::add);
    }
}
