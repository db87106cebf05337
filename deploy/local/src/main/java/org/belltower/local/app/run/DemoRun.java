package org.belltower.local.app.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.belltower.local.app.line.Command;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.suite.scenario.LocalSuite;
import org.belltower.local.suite.scenario.Scenario;
import org.belltower.local.suite.scenario.ScenarioResult;
import org.belltower.local.suite.start.JavaProgram;
import org.belltower.local.suite.start.StudentSystems;
import org.belltower.local.suite.start.SuiteProcesses;
import org.belltower.local.supervise.Supervisor;

/// `demo`: a fresh suite, the simulator, and a scenario.
///
/// @param command what was asked for
/// @param scenario what is played
/// @param folders of this run
/// @param screen where progress goes
public record DemoRun(Command.Demo command, Scenario scenario, SuiteFolders folders, Screen screen) {
    private static final String NAME = "demo";

    public static Run of(Command.Demo command, Path home, Scenario scenario, Screen screen) {
        SuiteFolders folders = RunParts.folders(home, command.place().data(), NAME);
        DemoRun demo = new DemoRun(command, scenario, folders, screen);
        Run.Plan plan = new Run.Plan(
                NAME, true, RunParts.preflight(folders, command.place().ports(), true), demo::prepare);
        return new Run(folders, plan, screen);
    }

    private Run.Prepared prepare() {
        Path issuerFolder = folders.of(SuiteProcesses.ISSUER);
        IssuerFile issuer = new IssuerFile(issuerFolder.resolve("issuer.json"), issuerFolder);
        IssuerFile.Credentials credentials =
                issuer.create(command.place().ports().issuer(), scenario.identities());
        SuiteProcesses processes = new SuiteProcesses(
                folders,
                command.place().ports(),
                JavaProgram.ofThisJvm(true),
                issuer,
                Optional.of(scenario.accounts()),
                StudentSystems.of(scenario.studentSystems()),
                scenario.settings(folders));
        return new Run.Prepared(processes.all(), (supervisor, took) -> play(processes, credentials, supervisor, took));
    }

    private int play(SuiteProcesses processes, IssuerFile.Credentials credentials, Supervisor supervisor, Duration took)
            throws InterruptedException {
        screen.tell("\nReady in " + Screen.seconds(took).strip() + ".");
        screen.tell(Addresses.table(processes.ports(), folders, true));
        ScenarioResult result =
                scenario.play(new LocalSuite(processes, supervisor, credentials, command.kill(), screen::tell));
        if (!command.exit()) {
            PlayOn.write(folders, scenario.identities(), credentials);
            PlayOn.told(folders, command.place().ports(), scenario.identities()).forEach(screen::tell);
            screen.tell("The suite stays up until Ctrl-C.");
            RunParts.stayUp();
        }
        return switch (result) {
            case AS_EXPECTED -> 0;
            case NOT_AS_EXPECTED -> 1;
        };
    }
}
