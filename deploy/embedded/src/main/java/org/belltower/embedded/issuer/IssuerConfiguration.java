package org.belltower.embedded.issuer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an issuer's settings from one JSON file.
///
/// ```json
/// {
///   "port": 18400,
///   "keyFolder": "/var/lib/belltower/issuer",
///   "clients": [
///     { "id": "sis-north",
///       "secretHash": "pbkdf2-sha512:1:<salt>:<hash>",
///       "district": "north",
///       "scopes": ["events.write"],
///       "sources": ["https://sis.north.example/"],
///       "lifetime": "PT1H" },
///     { "id": "family-app",
///       "public": true,
///       "scopes": ["devices"],
///       "redirectUris": ["org.belltower.family:/signed-in"] }
///   ],
///   "users": [
///     { "username": "ana",
///       "passwordHash": "pbkdf2-sha512:210000:<salt>:<hash>",
///       "district": "north",
///       "person": "guardian-1",
///       "groups": ["families"],
///       "scopes": ["devices"] }
///   ]
/// }
/// ```
///
/// A client has `secretHash` or `"public": true`, one of both. Hashes are the text form of [PasswordHash].
/// Everything else of a client but its `id` may be left out: no district, scopes, sources or redirect URIs, a
/// lifetime of an hour. `groups` and `scopes` of a user may be left out. Unknown names are refused.
public final class IssuerConfiguration {
    private IssuerConfiguration() {}

    /// Reads the file, and the key that it names.
    ///
    /// @throws UncheckedIOException if it cannot be read
    /// @throws IllegalArgumentException if it is not of this shape
    public static IssuerSettings read(Path file) {
        return document(file).settings();
    }

    /// Reads the clients and users only, with the failures of [#read].
    static Registered registered(Path file) {
        Document document = document(file);
        return Registered.of(document.clientList(), document.userList());
    }

    private static Document document(Path file) {
        try {
            return new ObjectMapper().readValue(file.toFile(), Document.class);
        } catch (JsonProcessingException malformed) {
            // The parser's text may quote what it could not read.
            JsonLocation place = malformed.getLocation();
            String where = place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
            throw new IllegalArgumentException("not an issuer's configuration: " + file + where);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Document(
            int port,
            @Nullable String keyFolder,
            @Nullable List<ClientEntry> clients,
            @Nullable List<UserEntry> users) {
        IssuerSettings settings() {
            return new IssuerSettings(
                    port, SigningKey.in(Path.of(required(keyFolder, "keyFolder"))), clientList(), userList());
        }

        List<Client> clientList() {
            return orEmpty(clients).stream().map(ClientEntry::client).toList();
        }

        List<User> userList() {
            return orEmpty(users).stream().map(UserEntry::user).toList();
        }
    }

    private record ClientEntry(
            @Nullable String id,
            @Nullable String secretHash,

            @JsonProperty("public") boolean open,

            @Nullable String district,
            @Nullable List<String> scopes,
            @Nullable List<String> sources,
            @Nullable List<String> redirectUris,
            @Nullable String lifetime) {
        Client client() {
            if (open == (secretHash != null)) {
                throw new IllegalArgumentException("a client has a secretHash, or is public: " + id);
            }
            return new Client(
                    required(id, "id of a client"),
                    secretHash == null
                            ? new Client.Credential.None()
                            : new Client.Credential.Secret(PasswordHash.parse(secretHash)),
                    district,
                    Set.copyOf(orEmpty(scopes)),
                    orEmpty(sources),
                    orEmpty(redirectUris),
                    lifetime == null ? Client.DEFAULT_LIFETIME : duration(lifetime));
        }

        private static Duration duration(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException malformed) {
                throw new IllegalArgumentException("a lifetime is a duration such as PT1H", malformed);
            }
        }
    }

    private record UserEntry(
            @Nullable String username,
            @Nullable String passwordHash,
            @Nullable String district,
            @Nullable String person,
            @Nullable List<String> groups,
            @Nullable List<String> scopes) {
        User user() {
            return new User(
                    required(username, "username"),
                    PasswordHash.parse(required(passwordHash, "passwordHash")),
                    required(district, "district of a user"),
                    required(person, "person of a user"),
                    orEmpty(groups),
                    Set.copyOf(orEmpty(scopes)));
        }
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return Objects.requireNonNullElseGet(list, List::of);
    }
}
