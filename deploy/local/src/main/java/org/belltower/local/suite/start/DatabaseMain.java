package org.belltower.local.suite.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.embedded.postgres.DispatcherDatabase;
import org.belltower.embedded.postgres.EmbeddedDatabase;
import org.belltower.embedded.postgres.Role;
import org.belltower.embedded.postgres.ServiceRoles;

/// Runs PostgreSQL and ends with it.
///
/// Arguments: data folder, port, `durable` or `brief`, PostgreSQL's log file, and the names of the databases of
/// student information systems, if any. Passwords come in environment variables. Prints `ready <port>` when the
/// databases and roles are there. SIGTERM stops PostgreSQL. If PostgreSQL ends by itself, this process
/// ends with status 1, so that whoever keeps it running restarts both.
public final class DatabaseMain {
    static final String DATABASE = "registry";
    static final String DISPATCHER_DATABASE = "dispatcher";
    static final String SUPERUSER_PASSWORD = "BELLTOWER_POSTGRES_PASSWORD";
    static final String OWNER_PASSWORD = "BELLTOWER_OWNER_PASSWORD";
    static final String APPLICATION_PASSWORD = "BELLTOWER_APP_PASSWORD";
    static final String RELAY_PASSWORD = "BELLTOWER_RELAY_PASSWORD";
    static final String DISPATCHER_OWNER_PASSWORD = "BELLTOWER_DISPATCHER_OWNER_PASSWORD";
    static final String SIS_PASSWORD = "BELLTOWER_SIS_PASSWORD";
    static final String DISPATCHER_PASSWORD = "BELLTOWER_DISPATCHER_PASSWORD";

    private DatabaseMain() {}

    public static void main(String[] arguments) throws IOException {
        QuietLogs.wholeProcess();
        Path folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        Map<String, String> environment = System.getenv();
        EmbeddedDatabase database = EmbeddedDatabase.start(
                folder,
                port,
                arguments[2].equals("durable"),
                password(environment, SUPERUSER_PASSWORD),
                Path.of(arguments[3]));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "close"));
        database.createServiceDatabase(
                DATABASE,
                ServiceRoles.belltower(
                        password(environment, OWNER_PASSWORD),
                        password(environment, APPLICATION_PASSWORD),
                        password(environment, RELAY_PASSWORD)));
        database.createDispatcherDatabase(
                DISPATCHER_DATABASE,
                DispatcherDatabase.Roles.belltower(
                        password(environment, DISPATCHER_OWNER_PASSWORD), password(environment, DISPATCHER_PASSWORD)));
        for (String system : List.of(arguments).subList(4, arguments.length)) {
            database.createCapturedDatabase(system, new Role(StudentSystems.ROLE, password(environment, SIS_PASSWORD)));
        }
        System.out.println("ready " + port);
        postmaster(folder).onExit().join();
        System.err.println("PostgreSQL has ended");
        // Nothing is left to be closed.
        Runtime.getRuntime().halt(1);
    }

    static String password(Map<String, String> environment, String name) {
        String password = environment.get(name);
        if (password == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return password;
    }

    // Its first line is the process id (PostgreSQL documentation, "Database File Layout").
    private static ProcessHandle postmaster(Path folder) throws IOException {
        String pid = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                .getFirst()
                .strip();
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IllegalStateException("PostgreSQL ended at once"));
    }
}
