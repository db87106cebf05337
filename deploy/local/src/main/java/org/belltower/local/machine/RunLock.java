package org.belltower.local.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A lock file: one run in a folder at a time. The operating system drops the lock when the process ends, however it
/// ends.
public final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// What came of an attempt.
    public sealed interface Attempt {
        /// The folder is this run's until the lock is closed.
        record Taken(RunLock lock) implements Attempt {}

        /// Another run has it.
        ///
        /// @param holder what that one wrote about itself
        record HeldBy(String holder) implements Attempt {}

        /// The lock file cannot be written.
        record Impossible(IOException failure) implements Attempt {}
    }

    /// Does not wait.
    ///
    /// @param holder what another run is told about this one, on one line
    public static Attempt take(Path file, String holder) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                return new Attempt.HeldBy(Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(holder + "\n"), 0);
            return new Attempt.Taken(new RunLock(channel));
        } catch (IOException failure) {
            return new Attempt.Impossible(failure);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
