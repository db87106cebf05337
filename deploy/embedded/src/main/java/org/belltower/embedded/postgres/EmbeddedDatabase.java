package org.belltower.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belltower.embedded.host.Folders;
import org.belltower.embedded.host.FreePorts;
import org.belltower.embedded.host.QuietLogs;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL 18 from Maven artifacts, on loopback, with logical decoding on. It is a
/// process of its own.
///
/// The folder holds `data` (PostgreSQL's) and `postgres.log`. It is initialised once and started
/// again with all its data later, also when its last owner or PostgreSQL itself was killed; a
/// PostgreSQL that still runs on it without an owner is stopped first, a folder with a living owner
/// is refused. Every login needs a password. Closing stops PostgreSQL; an unclosed one outlives
/// this JVM.
///
/// Calls block until they have happened, at most a minute. Not thread-safe; [#server()] may be used
/// by any thread.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String SUPERUSER = "postgres";
    private static final Duration START = Duration.ofSeconds(60);
    private static final String ZONKY = "io.zonky.test.db.postgres.embedded";

    private static final String LOG = "postgres.log";

    private final Path folder;
    private final Path log;
    private final Path data;
    private final boolean durable;
    private final DatabaseServer server;
    private final Runnable afterClose;
    private @Nullable EmbeddedPostgres postgres;

    private record Place(Path folder, Path log) {}

    private EmbeddedDatabase(Place place, int port, boolean durable, String password, Runnable afterClose) {
        this.folder = place.folder();
        this.log = place.log();
        this.data = folder.resolve("data");
        this.durable = durable;
        this.server = new DatabaseServer(HOST, port, new Role(SUPERUSER, password));
        this.afterClose = afterClose;
        QuietLogs.warningsOnly(ZONKY);
        this.postgres = launch();
    }

    /// Starts on a folder that is kept.
    ///
    /// @param port 0 for a free one
    /// @param durable whether what is committed survives the machine's failure (fsync); false is
    ///     for tests
    /// @param administratorPassword of the superuser `postgres`; the same at every start on this
    ///     folder
    /// @throws IllegalStateException if it does not start; the text has the end of its log
    public static EmbeddedDatabase start(Path folder, int port, boolean durable, String administratorPassword) {
        return start(folder, port, durable, administratorPassword, folder.resolve(LOG));
    }

    /// The same, with PostgreSQL's log appended to another file than `postgres.log` in the folder.
    public static EmbeddedDatabase start(
            Path folder, int port, boolean durable, String administratorPassword, Path log) {
        Place place = new Place(Folders.make(folder), log.toAbsolutePath());
        return new EmbeddedDatabase(place, FreePorts.orFree(port), durable, administratorPassword, () -> {});
    }

    /// Starts empty on a free port, not durable; closing deletes the data.
    public static EmbeddedDatabase temporary(String administratorPassword) {
        Path folder = Folders.temporary("belltower-postgres-");
        return new EmbeddedDatabase(
                new Place(folder, folder.resolve(LOG)),
                FreePorts.find(),
                false,
                administratorPassword,
                () -> Folders.delete(folder));
    }

    /// The running PostgreSQL to its administrator.
    public DatabaseServer server() {
        return server;
    }

    /// See [DatabaseServer#createDispatcherDatabase].
    public DispatcherDatabase createDispatcherDatabase(String name, DispatcherDatabase.Roles roles) {
        return server.createDispatcherDatabase(name, roles);
    }

    /// See [DatabaseServer#createServiceDatabase].
    public ServiceDatabase createServiceDatabase(String name, ServiceRoles roles) {
        return server.createServiceDatabase(name, roles);
    }

    /// See [DatabaseServer#createCapturedDatabase].
    public void createCapturedDatabase(String name, Role owner) {
        server.createCapturedDatabase(name, owner);
    }

    /// Kills PostgreSQL with all its processes (SIGKILL). Nothing happens if it does not run.
    public void kill() {
        Postmaster.runningOn(data).ifPresent(Postmaster::kill);
        Logger logger = Logger.getLogger(ZONKY);
        Level level = logger.getLevel();
        // Letting go of a dead PostgreSQL is logged as an error, which it is not here.
        logger.setLevel(Level.OFF);
        letGo();
        logger.setLevel(level);
    }

    /// Starts again on the same port and data, stopping first what still runs.
    public void restart() {
        letGo();
        postgres = launch();
    }

    @Override
    public void close() {
        letGo();
        Postmaster.runningOn(data).ifPresent(Postmaster::stop);
        afterClose.run();
    }

    private void letGo() {
        EmbeddedPostgres running = postgres;
        postgres = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException failure) {
                throw new IllegalStateException("PostgreSQL does not stop", failure);
            }
        }
    }

    private EmbeddedPostgres launch() {
        refuseIfOwned();
        // Absent until the first start has succeeded: what an initialisation left that was cut off holds
        // nobody's data.
        Path initialised = folder.resolve("initialised");
        try {
            Postmaster.release(data);
            if (!Files.exists(initialised)) {
                Folders.delete(data);
            }
            EmbeddedPostgres started = ServerSettings.builder(data, server, durable)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setPGStartupWait(START)
                    .start();
            requirePasswords();
            if (!Files.exists(initialised)) {
                Files.createFile(initialised);
            }
            return started;
        } catch (IOException | SQLException | IllegalStateException failure) {
            throw new IllegalStateException(
                    "PostgreSQL does not start on " + HOST + ":" + server.port() + ". The end of its log:\n"
                            + Folders.lastLines(log, 20),
                    failure);
        }
    }

    // A JVM holds this lock as long as it lives, and no longer.
    private void refuseIfOwned() {
        Path lock = data.resolve("epg-lock");
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw new IllegalStateException("another process is using " + folder);
            }
        } catch (OverlappingFileLockException here) {
            throw new IllegalStateException("this process is using " + folder + " already", here);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // It is initialised to trust everyone; before anything is in it, that ends.
    private void requirePasswords() throws IOException, SQLException {
        Path access = data.resolve("pg_hba.conf");
        if (Files.readString(access).equals(ServerSettings.ACCESS)) {
            return;
        }
        try (Connection connection = server.administration("postgres").getConnection()) {
            DatabaseServer.setPassword(connection, server.administrator());
            Files.writeString(access, ServerSettings.ACCESS);
            DatabaseServer.execute(connection, "SELECT pg_reload_conf()");
        }
    }
}
