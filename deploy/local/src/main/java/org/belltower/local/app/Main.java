package org.belltower.local.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.belltower.embedded.host.QuietLogs;
import org.belltower.local.app.deadletter.DeadLettersRun;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.line.CommandLine;
import org.belltower.local.app.run.DemoRun;
import org.belltower.local.app.run.Screen;
import org.belltower.local.app.run.UpRun;
import org.belltower.local.demo.play.FirstDayScenario;

/// The program behind the script `belltower`. The system property `belltower.home` names the
/// checkout.
///
/// Ends with status 0; 1 if the suite did not start, the comparison failed or there is no token; 2 if the arguments
/// cannot be understood, or name somebody who is not there or there already.
public final class Main {
    private static final int MISTAKE = 2;
    private static final int INTERRUPTED = 130;

    private Main() {}

    public static void main(String[] arguments) {
        // Clients of Kafka say much about themselves.
        QuietLogs.wholeProcess();
        Screen screen = Screen.ofThisProcess();
        Path home = Path.of(System.getProperty("belltower.home", "."));
        System.exit(run(CommandLine.parse(List.of(arguments)), home, screen));
    }

    static int run(Command command, Path home, Screen screen) {
        try {
            return switch (command) {
                case Command.Demo demo ->
                    DemoRun.of(demo, home, new FirstDayScenario(), screen).run();
                case Command.Up up -> UpRun.of(up, home, screen).run();
                case Command.Change change -> ChangeRun.of(change, home, screen).run();
                case Command.Token token -> new TokenRun(token, System.in, screen).run();
                case Command.DeadLetters letters -> new DeadLettersRun(letters, InstantSource.system(), screen).run();
                case Command.Mistaken(var reason) -> {
                    screen.refused(List.of(reason));
                    screen.err().println("./belltower help tells more.");
                    yield MISTAKE;
                }
            };
        } catch (InterruptedException ended) {
            return INTERRUPTED;
        }
    }
}
