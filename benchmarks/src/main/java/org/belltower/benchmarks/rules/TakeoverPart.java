package org.belltower.benchmarks.rules;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.benchmarks.compare.Numbers;
import org.belltower.benchmarks.process.Unwinding;

/// P9: how long nothing is decided after the copy that decides was killed, while another follows.
final class TakeoverPart implements Part {
    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public void run(Path folder, Numbers sizes, PrintStream out) throws Exception {
        try (Unwinding open = new Unwinding()) {
            Grown grown = open.later(Grown.grow(folder.resolve("with"), sizes.of(RulesBenchmark.DEVICES), sizes, out));
            Pair pair = new Pair(grown);
            Takeover takeover = new Takeover(grown.bed(), new AtomicInteger()::incrementAndGet);
            for (int kill = 0; kill < sizes.of(RulesBenchmark.KILLS); kill++) {
                print("killed", pair, takeover, () -> pair.deciding().child().kill(), out);
            }
            print("stopped", pair, takeover, () -> pair.deciding().close(), out);
        }
    }

    private static void print(String how, Pair pair, Takeover takeover, Takeover.End end, PrintStream out)
            throws InterruptedException, IOException {
        out.printf("the other copy follows after %d s%n", pair.awaitFollowing().toSeconds());
        long part = pair.seeWhoDecides(takeover::feedForAWhile);
        Takeover.Silence silence = takeover.after(end, pair::again);
        out.printf(
                "the one that decides %d %% of all is %s: %.1f s to the first decision, %.1f s until each partition is"
                        + " decided again%n",
                part, how, silence.first().toMillis() / 1e3, silence.all().toMillis() / 1e3);
    }
}
