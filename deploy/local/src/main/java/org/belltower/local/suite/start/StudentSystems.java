package org.belltower.local.suite.start;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.belltower.embedded.postgres.Role;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Secrets;
import org.belltower.model.DistrictId;
import org.belltower.sis.SampleSis;

/// The student information systems of a run, in its PostgreSQL; one process captures them all, as a worker of Kafka
/// Connect does.
///
/// @param password of the role that owns them, drawn anew at each start
public record StudentSystems(List<StudentSystem> all, String password) {
    static final String ROLE = "sis";
    private static final String MAPPINGS = "mappings";

    public StudentSystems {
        all = List.copyOf(all);
    }

    public static StudentSystems of(List<StudentSystem> all) {
        return new StudentSystems(all, Secrets.generate());
    }

    /// As a suite has that nobody's data is captured for.
    public static StudentSystems none() {
        return of(List.of());
    }

    boolean isNone() {
        return all.isEmpty();
    }

    List<String> names() {
        return all.stream().map(StudentSystem::name).toList();
    }

    /// For PostgreSQL, which makes the databases, and for who captures them.
    Map<String, String> environment() {
        return Map.of(DatabaseMain.SIS_PASSWORD, password);
    }

    /// For event-ingest.
    Map<String, String> ofIngest(Path folder, Path state) {
        return isNone()
                ? Map.of()
                : Map.of(
                        "BELLTOWER_INGEST_SIS_MAPPINGS",
                        folder.resolve(MAPPINGS).toString(),
                        "BELLTOWER_INGEST_SIS_STATE_DIR",
                        state.toString());
    }

    /// Writes what each begins with, and how it is mapped. Names of students stand there.
    void write(Path folder) {
        for (StudentSystem system : all) {
            Secrets.write(StudentSystemsMain.content(folder, system.name()), system.content());
            Secrets.write(
                    folder.resolve(MAPPINGS).resolve(system.name() + ".yaml"),
                    SampleSis.mapping(system.district().value(), system.name()));
        }
    }

    /// Opens the one of a district, as its owner. Blocks.
    ///
    /// @throws SQLException if there is none, or PostgreSQL does not answer
    public Connection open(Ports ports, DistrictId district) throws SQLException {
        return new Role(ROLE, password)
                .connectTo(url(ports.postgresql(), StudentSystem.name(district)))
                .getConnection();
    }

    static String url(int port, String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String toString() {
        return "StudentSystems" + names();
    }
}
