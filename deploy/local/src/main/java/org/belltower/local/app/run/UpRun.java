package org.belltower.local.app.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.local.app.line.Command;
import org.belltower.local.suite.call.FirstRights;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.issuer.SignInClient;
import org.belltower.local.suite.place.Secrets;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.suite.start.JavaProgram;
import org.belltower.local.suite.start.SimulatedApp;
import org.belltower.local.suite.start.StudentSystems;
import org.belltower.local.suite.start.SuiteProcesses;

/// `up`: the suite for real use on one machine; what it keeps is kept.
///
/// @param command what was asked for
/// @param folders of this run
/// @param screen where progress goes
public record UpRun(Command.Up command, SuiteFolders folders, Screen screen) {
    public static final String NAME = "up";

    private static final String DISTRICT = Command.Up.DISTRICT;
    private static final SimulatedApp SIMULATED = new SimulatedApp(
            "family", "BELLTOWER0", "BELLTOWER1", "org.belltower.family", "production", "belltower-family");
    public static final Identities FIRST = new Identities(
            List.of(
                    new Identities.Client("sis", DISTRICT, Set.of("events.write"), List.of("/sis")),
                    new Identities.Client("roster", DISTRICT, Set.of("roster.read", "roster.write"), List.of()),
                    new Identities.Client(
                            "operations",
                            DISTRICT,
                            Set.of("operations.read", "rights.read", "rights.write", "audit.read"),
                            List.of())),
            List.of(new Identities.Person(
                    "administrator",
                    DISTRICT,
                    "administrator",
                    List.of(FirstRights.GROUP.value()),
                    Set.copyOf(SignInClient.OFFICE.scopes()))));

    private static final Map<String, String> PURPOSES = Map.of(
            "administrator",
                    "a person of the group administrators, which has all tool rights; reads register and status",
            "sis", "writes change events whose source is below /sis (events.write)",
            "roster", "reads and writes the register: district, schools, people, apps (roster.read, roster.write)",
            "operations",
                    "reads the status of the services, gives tool rights to whichever group, reads the audit" + "\n"
                            + " ".repeat(26)
                            + "(operations.read, rights.read, rights.write, audit.read): keep its secret well");

    public static Run of(Command.Up command, Path home, Screen screen) {
        SuiteFolders folders = RunParts.folders(home, command.place().data(), NAME);
        UpRun up = new UpRun(command, folders, screen);
        Run.Plan plan = new Run.Plan(
                NAME, false, RunParts.preflight(folders, command.place().ports(), command.simulator()), up::prepare);
        return new Run(folders, plan, screen);
    }

    /// The issuer's configuration, which is kept.
    public static IssuerFile issuerFile(SuiteFolders folders) {
        return new IssuerFile(folders.configuration().resolve("issuer.json"), folders.of(SuiteProcesses.ISSUER));
    }

    private Run.Prepared prepare() {
        IssuerFile issuer = issuerFile(folders);
        if (issuer.exists()) {
            issuer.moveTo(command.place().ports().issuer());
        } else {
            tellOnce(issuer, issuer.create(command.place().ports().issuer(), FIRST));
        }
        for (Service service : Service.values()) {
            offerSettings(service);
        }
        SuiteProcesses processes = new SuiteProcesses(
                folders,
                command.place().ports(),
                JavaProgram.ofThisJvm(false),
                issuer,
                command.simulator() ? Optional.of(SIMULATED.accounts()) : Optional.empty(),
                StudentSystems.none(),
                command.simulator() ? Map.of(Service.DISPATCHER, simulated()) : Map.of());
        FirstRights rights = FirstRights.of(command.place().ports(), issuer.keyFolder(), DISTRICT);
        return new Run.Prepared(processes.all(), (supervisor, took) -> {
            rights.give().ifPresent(screen::tell);
            return stayUp(took);
        });
    }

    private Map<String, String> simulated() {
        return SIMULATED.dispatcherSettings(folders.of(SuiteProcesses.SIMULATOR));
    }

    private int stayUp(Duration took) throws InterruptedException {
        screen.tell("\nReady in " + Screen.seconds(took).strip() + ".");
        screen.tell(Addresses.table(command.place().ports(), folders, command.simulator()));
        if (command.simulator()) {
            screen.tell("The simulator stands in for Apple and Google for the app \"" + SIMULATED.id()
                    + "\": APNs topic " + SIMULATED.topic() + ", environment " + SIMULATED.environment()
                    + ",\nFCM project " + SIMULATED.project() + ".\n");
        }
        screen.tell(
                "A district uploads the credentials of its own apps (docs/apps.md). Yours for all districts, and all else that\n"
                        + "can be set, go into the files in " + Screen.shown(folders.configuration())
                        + ".\nThe suite stays up until Ctrl-C.");
        RunParts.stayUp();
        return 0;
    }

    // Before anything is started, so that a start that fails does not take the only copy with it.
    private void tellOnce(IssuerFile issuer, IssuerFile.Credentials credentials) {
        screen.tell("Made for the district \"" + DISTRICT + "\" and shown only now; " + Screen.shown(issuer.file())
                + " keeps hashes of them and is yours to edit:\n");
        credentials.passwords().forEach((name, password) -> tellOnce("user", name, password));
        credentials.secrets().forEach((id, secret) -> tellOnce("client", id, secret));
        screen.tell(
                "\n  People sign in with the client " + SignInClient.FAMILY_APP.id() + " on a phone (devices), with "
                        + SignInClient.OFFICE.id() + " in a browser\n  or on a terminal ("
                        + String.join(", ", SignInClient.OFFICE.scopes()) + "); neither has a secret.\n"
                        + "  More people and clients: ./belltower user add, ./belltower client add (with the same --data, if any)\n");
    }

    private void tellOnce(String kind, String name, String secret) {
        screen.tell(String.format(
                Locale.ROOT, "  %-7s %-14s %s%n%26s%s", kind, name, secret, "", PURPOSES.getOrDefault(name, "")));
    }

    private void offerSettings(Service service) {
        Path file = folders.settings(service);
        if (!Files.exists(file)) {
            Secrets.write(
                    file,
                    "# Settings of the " + service.module() + ", one name=value a line; read when it starts.\n"
                            + "# What there is to set: docs/configuration.md\n");
        }
    }
}
