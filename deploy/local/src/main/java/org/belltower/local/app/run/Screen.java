package org.belltower.local.app.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.belltower.local.process.ledger.RememberedProcess;
import org.belltower.local.supervise.StartResult;
import org.belltower.local.supervise.SupervisionEvent;

/// What the person at the terminal reads. Thread-safe: one call prints whole lines.
///
/// @param out where results and progress go
/// @param err where mistakes and failures go
public record Screen(PrintStream out, PrintStream err) {
    public static Screen ofThisProcess() {
        return new Screen(System.out, System.err);
    }

    public void tell(String line) {
        out.println(line);
    }

    /// A path as one would type it here: from the current folder if it lies in it.
    public static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }

    void leftoversEnded(List<RememberedProcess> leftovers) {
        leftovers.forEach(leftover -> tell("  ended    " + leftover.name() + ", process " + leftover.pid()
                + ", which an earlier run had left when it was killed"));
    }

    /// Something that keeps the run from starting.
    public void refused(List<String> findings) {
        findings.forEach(finding -> err.println("belltower: " + finding));
    }

    void failed(StartResult.Failed failed) {
        StringBuilder text = new StringBuilder();
        text.append("\nbelltower: ").append(failed.name()).append(' ').append(failed.reason());
        if (failed.lastLines().isEmpty()) {
            text.append(". Its log is empty: ").append(shown(failed.log()));
        } else {
            text.append(". The end of its log, ").append(shown(failed.log())).append(":\n");
            failed.lastLines().forEach(line -> text.append("\n    ").append(line));
        }
        err.println(text.append('\n'));
    }

    void happened(SupervisionEvent event) {
        switch (event) {
            // The line that it is ready is enough.
            case SupervisionEvent.Starting _ -> {}
            case SupervisionEvent.Ready(var name, var took) -> tell("  ready    " + padded(name) + seconds(took));
            case SupervisionEvent.Back(var name, var took) -> tell("  again    " + padded(name) + seconds(took));
            case SupervisionEvent.Died died -> tell(text(died));
            case SupervisionEvent.Killed(var name) ->
                tell("  killed   " + name + ", which did not end when it was asked to");
        }
    }

    private static String text(SupervisionEvent.Died died) {
        String when = died.restartIn().isPositive()
                ? "in " + seconds(died.restartIn()).strip()
                : "now";
        return "  died     " + died.name() + " " + died.how() + "; starting it again " + when + " (log: "
                + shown(died.log()) + ")";
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%5.1f s", duration.toMillis() / 1000.0);
    }

    private static String padded(String name) {
        return String.format(Locale.ROOT, "%-20s", name);
    }
}
