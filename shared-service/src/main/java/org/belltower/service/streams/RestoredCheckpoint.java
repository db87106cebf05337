package org.belltower.service.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/// Kafka Streams up to 4.2.1 leaves the checkpoint of a task there that it wrote once the task's stores were read back
/// (KAFKA-20685). By it a copy that was killed takes its stores for sound, though they may hold what was never
/// committed: an event would count as seen, and be told to nobody. Without it such stores are thrown away and read
/// back,
/// as exactly once wants it; a task that is closed in order writes one again.
public final class RestoredCheckpoint {
    private static final String FILE = ".checkpoint";

    private RestoredCheckpoint() {}

    /// To be called when a processor with stores is made ready: its stores are read back then, and nothing was done
    /// yet.
    ///
    /// @throws UncheckedIOException if it is there and cannot be removed
    public static void remove(ProcessingContext context) {
        try {
            Files.deleteIfExists(context.stateDir().toPath().resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("a checkpoint cannot be removed", e);
        }
    }
}
