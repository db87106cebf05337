package org.belltower.local.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.belltower.local.process.ProcessSpec;
import org.belltower.local.process.Readiness;
import org.belltower.local.process.ledger.StopSignal;

/// Tiny processes in the place of real ones.
final class StandIns {
    static final Readiness READY_LINE = new Readiness.LogLine(Pattern.compile("^ready\\b"));
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private StandIns() {}

    /// Is ready at once and stays.
    static ProcessSpec staying(Path folder, String name, String... after) {
        return shell(folder, name, "echo ready; exec sleep 300", after);
    }

    static ProcessSpec shell(Path folder, String name, String script, String... after) {
        return new ProcessSpec(
                name,
                List.of("sh", "-c", script),
                Map.of(),
                folder.resolve(name),
                Set.of(after),
                READY_LINE,
                LONG_ENOUGH,
                new ProcessSpec.Ending(StopSignal.TERM, false));
    }

    static ProcessSpec within(ProcessSpec spec, Duration readyWithin) {
        return new ProcessSpec(
                spec.name(),
                spec.command(),
                spec.environment(),
                spec.folder(),
                spec.after(),
                spec.readiness(),
                readyWithin,
                spec.ending());
    }

    static ProcessSpec readyBy(ProcessSpec spec, Readiness readiness) {
        return new ProcessSpec(
                spec.name(),
                spec.command(),
                spec.environment(),
                spec.folder(),
                spec.after(),
                readiness,
                spec.readyWithin(),
                spec.ending());
    }
}
