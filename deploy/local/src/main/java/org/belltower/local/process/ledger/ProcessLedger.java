package org.belltower.local.process.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The file in which a supervisor remembers what it started, so that the next one can end what it left if it is
/// killed.
///
/// One process a line, fields separated by tabs; replaced as a whole by a rename, so a reader never
/// sees half of it. Thread-safe within a process; between processes the caller holds a lock file.
public final class ProcessLedger {
    private static final int FIELDS = 6;

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();

    public ProcessLedger(Path file) {
        this.file = file;
    }

    /// In the order in which they were started. Lines that cannot be read are left out.
    public List<RememberedProcess> all() {
        lock.lock();
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(ProcessLedger::parse)
                            .flatMap(List::stream)
                            .toList()
                    : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            lock.unlock();
        }
    }

    /// Remembers a process, in place of an earlier one of that name.
    public void add(RememberedProcess process) {
        change(process.name(), List.of(process));
    }

    /// Forgets a process. May be repeated.
    public void remove(String name) {
        change(name, List.of());
    }

    private void change(String name, List<RememberedProcess> instead) {
        lock.lock();
        try {
            List<RememberedProcess> processes = new ArrayList<>(all());
            processes.removeIf(process -> process.name().equals(name));
            processes.addAll(instead);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, processes.stream().map(ProcessLedger::line).toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            lock.unlock();
        }
    }

    private static String line(RememberedProcess process) {
        return String.join(
                "\t",
                process.name(),
                Long.toString(process.pid()),
                Long.toString(process.startedAt().toEpochMilli()),
                process.signal().name(),
                Integer.toString(process.wave()),
                process.command().replaceAll("\\s+", " "));
    }

    private static List<RememberedProcess> parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        if (fields.length != FIELDS) {
            return List.of();
        }
        try {
            return List.of(new RememberedProcess(
                    fields[0],
                    Long.parseLong(fields[1]),
                    Instant.ofEpochMilli(Long.parseLong(fields[2])),
                    StopSignal.valueOf(fields[3]),
                    Integer.parseInt(fields[4]),
                    fields[5]));
        } catch (IllegalArgumentException damaged) {
            return List.of();
        }
    }
}
