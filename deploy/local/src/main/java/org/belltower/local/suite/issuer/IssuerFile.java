package org.belltower.local.suite.issuer;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.belltower.local.suite.place.Secrets;

/// The issuer's configuration file ([org.belltower.embedded.issuer.IssuerConfiguration]): it holds hashes only. The
/// issuer takes up what is changed while it runs.
///
/// @param file the JSON file
/// @param keyFolder where the issuer keeps its signing key
public record IssuerFile(Path file, Path keyFolder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What was drawn for each identity, by client id and user name, in the order of the identities. In memory only.
    public record Credentials(Map<String, String> secrets, Map<String, String> passwords) {
        public Credentials {
            secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
            passwords = Collections.unmodifiableMap(new LinkedHashMap<>(passwords));
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
        IssuerDocument document = IssuerDocument.empty(port, keyFolder.toString());
        identities.clients().forEach(client -> secrets.put(client.id(), document.add(client)));
        for (SignInClient client : SignInClient.values()) {
            document.add(client);
        }
        identities.people().forEach(person -> passwords.put(person.username(), document.add(person)));
        write(document);
        return new Credentials(secrets, passwords);
    }

    /// Sets the port in the file that is there; all else in it belongs to whoever edits it.
    ///
    /// @throws UnusableFileException if it is not what it should be
    public void moveTo(int port) {
        alone(() -> {
            IssuerDocument document = read();
            if (document.json().path("port").asInt() != port) {
                document.json().put("port", port);
                write(document);
            }
            return port;
        });
    }

    /// Makes one change in the file that is there, as a whole or not at all; waits for another process that is doing
    /// the same.
    ///
    /// @throws UnusableFileException if it is not what it should be
    public IdentityChange.Result change(IdentityChange change) {
        return alone(() -> {
            IssuerDocument document = read();
            IdentityChange.Result result = document.apply(change);
            switch (result) {
                case IdentityChange.Result.Drawn _ -> write(document);
                case IdentityChange.Result.Removed _ -> write(document);
                case IdentityChange.Result.Refused _ -> {}
            }
            return result;
        });
    }

    /// Whom a user name stands for.
    ///
    /// @throws UnusableFileException if the file is not what it should be
    public Optional<Account> account(String username) {
        return alone(() -> read().account(username));
    }

    @FunctionalInterface
    private interface Work<T> {
        T done() throws IOException;
    }

    // The file itself is replaced by a write, so the lock is another one.
    private <T> T alone(Work<T> work) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return work.done();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private IssuerDocument read() throws IOException {
        try {
            if (JSON.readTree(file.toFile()) instanceof ObjectNode object && IssuerDocument.isOne(object)) {
                return new IssuerDocument(object);
            }
            throw new UnusableFileException(file + " is no issuer's configuration");
        } catch (JsonProcessingException malformed) {
            // The parser's text may quote what it could not read.
            JsonLocation place = malformed.getLocation();
            throw new UnusableFileException(
                    file + " is not JSON" + (place == null ? "" : ", line " + place.getLineNr()));
        }
    }

    private void write(IssuerDocument document) {
        Secrets.write(file, document.json().toPrettyString() + "\n");
    }
}
