package org.belltower.local.app.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.belltower.local.machine.Preflight;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.Readiness;
import org.belltower.local.process.ledger.StopSignal;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.suite.start.JavaProgram;

/// A run with tiny processes in the place of the suite's, in a JVM of its own: a "broker" that is one of our mains
/// and ends with its parent, a "service" that does not, and a "child of the terminal" that has become deaf to TERM.
public final class StandInMain {
    private static final Readiness READY = new Readiness.LogLine(Pattern.compile("^ready\\b"));

    private StandInMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path root = Path.of(arguments[0]);
        SuiteFolders folders = SuiteFolders.of(root, root, "demo");
        Run.Plan plan = new Run.Plan(
                "stand-in",
                true,
                new Preflight(List.of(folders.data(), folders.logs()), 1, Map.of(), Map.of()),
                () -> new Run.Prepared(processes(folders), (supervisor, took) -> {
                    System.out.println("all ready");
                    new CountDownLatch(1).await();
                    return 0;
                }));
        System.exit(new Run(folders, plan, Screen.ofThisProcess()).run());
    }

    private static List<ProcessSpec> processes(SuiteFolders folders) {
        List<String> broker = JavaProgram.ofThisJvm(true).main(32, Waiting.class.getName());
        return List.of(
                spec(folders, "broker", broker, true),
                spec(folders, "service", List.of("sh", "-c", "echo ready; exec sleep 300"), false, "broker"));
    }

    private static ProcessSpec spec(
            SuiteFolders folders, String name, List<String> command, boolean withParent, String... after) {
        return new ProcessSpec(
                name,
                command,
                Map.of(),
                folders.of(name),
                Set.of(after),
                READY,
                Duration.ofSeconds(20),
                new ProcessSpec.Ending(StopSignal.TERM, withParent));
    }

    /// Is ready at once and waits.
    public static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }
}
