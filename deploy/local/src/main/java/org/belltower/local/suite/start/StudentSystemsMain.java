package org.belltower.local.suite.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.embedded.postgres.Role;
import org.belltower.sis.SampleSis;
import org.belltower.sis.capture.Capture;
import org.belltower.sis.capture.CaptureSettings;

/// Captures student information systems and ends with the first of them that cannot go on.
///
/// Arguments: folder, Kafka's bootstrap servers, PostgreSQL's port, the names of the databases. The role's password
/// comes in an environment variable. A database without tables gets them, and what the file `<name>.sql` in the folder
/// puts into them, before it is captured: its snapshot. Prints `ready <names>` when the logs of all are read. Started
/// again, it goes on where it was, also after SIGKILL: how far it is stands in `<name>.offsets`.
public final class StudentSystemsMain {
    private static final Duration STREAMING_WITHIN = Duration.ofSeconds(60);

    private final Path folder;
    private final String bootstrapServers;
    private final int port;
    private final Role role;
    private final List<Capture> captures = new CopyOnWriteArrayList<>();
    private volatile boolean closing;

    private StudentSystemsMain(Path folder, String bootstrapServers, int port, Role role) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.port = port;
        this.role = role;
    }

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        QuietLogs.wholeProcess();
        List<String> all = List.of(arguments);
        Role role = new Role(StudentSystems.ROLE, DatabaseMain.password(System.getenv(), DatabaseMain.SIS_PASSWORD));
        new StudentSystemsMain(Path.of(all.get(0)), all.get(1), Integer.parseInt(all.get(2)), role)
                .run(all.subList(3, all.size()));
    }

    static Path content(Path folder, String name) {
        return folder.resolve(name + ".sql");
    }

    private void run(List<String> names) throws SQLException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close"));
        for (String name : names) {
            fill(name);
            captures.add(Capture.start(settings(name)));
        }
        for (Capture capture : captures) {
            if (!capture.awaitStreaming(STREAMING_WITHIN)) {
                System.err.println("The log is not read within " + STREAMING_WITHIN.toSeconds() + " s");
                System.exit(1);
            }
        }
        System.out.println("ready " + String.join(" ", names));
        System.err.println("A capture has ended: " + firstEnd());
        System.exit(1);
    }

    /// All or nothing: who is killed meanwhile finds no tables the next time.
    private void fill(String name) throws SQLException {
        try (Connection connection =
                role.connectTo(StudentSystems.url(port, name)).getConnection()) {
            connection.setAutoCommit(false);
            if (!SampleSis.isThere(connection)) {
                SampleSis.create(connection);
                try (Statement statement = connection.createStatement()) {
                    statement.execute(Files.readString(content(folder, name)));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            connection.commit();
        }
    }

    private CaptureSettings settings(String name) {
        return new CaptureSettings(
                bootstrapServers,
                "127.0.0.1",
                port,
                role.name(),
                role.password(),
                name,
                "sis",
                name,
                name,
                folder.resolve(name + ".offsets"),
                Map.of());
    }

    /// Blocks until one ends that was not closed.
    private String firstEnd() {
        CompletableFuture<String> end = new CompletableFuture<>();
        captures.forEach(capture -> Thread.ofVirtual().start(() -> {
            try {
                String reason = capture.awaitEnd();
                if (!closing) {
                    end.complete(reason);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        return end.join();
    }

    private void close() {
        closing = true;
        List<Thread> threads = captures.stream()
                .map(capture -> Thread.ofVirtual().start(capture::close))
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
