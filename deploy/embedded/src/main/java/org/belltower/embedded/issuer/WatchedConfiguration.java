package org.belltower.embedded.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The clients and users of a configuration file as it stands at each call: one look at its attributes, and it is
/// read again only if they differ. A file that cannot be taken up leaves what was known before, and is told once in
/// the log, without anything that it holds but ids. Port and key are those of the start. Thread-safe.
final class WatchedConfiguration implements Supplier<Registered> {
    private final Path file;
    private final Consumer<String> log;
    private Look seen;
    private Registered registered;

    private sealed interface Look {
        /// @param key another one when the file is replaced, where the file system tells
        record Found(FileTime modified, long size, @Nullable Object key) implements Look {}

        record Gone() implements Look {}
    }

    private WatchedConfiguration(Path file, Consumer<String> log, Look seen, Registered registered) {
        this.file = file;
        this.log = log;
        this.seen = seen;
        this.registered = registered;
    }

    /// Reads it.
    ///
    /// @param log takes a line
    static WatchedConfiguration of(Path file, Consumer<String> log) {
        // First the look: what changes between the two is seen at the next one.
        Look look = look(file);
        return new WatchedConfiguration(file, log, look, IssuerConfiguration.registered(file));
    }

    @Override
    public synchronized Registered get() {
        Look now = look(file);
        if (!now.equals(seen)) {
            seen = now;
            takeUp();
        }
        return registered;
    }

    private void takeUp() {
        try {
            registered = IssuerConfiguration.registered(file);
        } catch (IllegalArgumentException unusable) {
            warn(String.valueOf(unusable.getMessage()));
        } catch (RuntimeException unreadable) {
            warn("it cannot be read: " + file);
        }
    }

    private void warn(String reason) {
        log.accept("The configuration has changed and is not taken up; clients and users stay as they were: " + reason);
    }

    private static Look look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Look.Found(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException gone) {
            return new Look.Gone();
        }
    }
}
