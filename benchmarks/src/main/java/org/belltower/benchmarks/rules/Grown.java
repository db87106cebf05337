package org.belltower.benchmarks.rules;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.process.Service;
import org.belltower.benchmarks.process.Unwinding;
import org.jspecify.annotations.Nullable;

/// A copy of rules-evaluator that remembers much.
///
/// @param copy called [#COPY]
/// @param folder of all its data
record Grown(int devices, RulesBed bed, Copies copies, Service copy, Path folder) implements AutoCloseable {
    static final String COPY = "first";
    static final int DEVICES_A_STUDENT = 4;
    static final Duration READ_WITHIN = Duration.ofMinutes(30);

    /// Blocks for some minutes, if there are millions of items.
    ///
    /// @param folder for data, made here
    static Grown grow(Path folder, int devices, Numbers sizes, PrintStream out) throws Exception {
        Files.createDirectory(folder);
        SampleSchool school =
                new SampleSchool(devices / DEVICES_A_STUDENT, DEVICES_A_STUDENT, sizes.of(RulesBenchmark.ITEMS));
        try (Unwinding unwinding = new Unwinding()) {
            RulesBed bed = unwinding.later(new RulesBed(folder.resolve("kafka"), school));
            long began = System.nanoTime();
            new Seed(bed, school).plant(folder);
            long planted = System.nanoTime();
            Copies copies = unwinding.later(new Copies(bed.bootstrapServers()));
            Service copy = copies.launch(COPY, folder);
            copy.awaitReady(READ_WITHIN);
            long ready = System.nanoTime();
            long bytes = bytes(Copies.state(COPY, folder));
            out.printf(
                    "%,d devices, %,d items: written in %d s, read back in %d s; %,d MB of state, %,d bytes a device%n",
                    devices,
                    (long) school.students() * school.items(),
                    Duration.ofNanos(planted - began).toSeconds(),
                    Duration.ofNanos(ready - planted).toSeconds(),
                    bytes >> 20,
                    bytes / devices);
            unwinding.keep();
            return new Grown(devices, bed, copies, copy, folder);
        }
    }

    /// On disk. Files may come and go meanwhile.
    static long bytes(Path folder) throws IOException {
        LongAdder bytes = new LongAdder();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.add(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return unlessGone(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                return unlessGone(failure);
            }

            private FileVisitResult unlessGone(@Nullable IOException failure) throws IOException {
                if (failure == null || failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return bytes.sum();
    }

    @Override
    public void close() {
        copies.close();
        bed.close();
    }
}
