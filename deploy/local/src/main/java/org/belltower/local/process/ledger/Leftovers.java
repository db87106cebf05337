package org.belltower.local.process.ledger;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Ends what an earlier supervisor started and, because it was killed, could not end. Only processes that are surely
/// the same are touched ([RememberedProcess#find]).
public final class Leftovers {
    private final ProcessLedger ledger;
    private final Duration grace;

    /// @param grace how long one may take to end before it is killed
    public Leftovers(ProcessLedger ledger, Duration grace) {
        this.ledger = ledger;
        this.grace = grace;
    }

    /// Blocks until none of them runs any more.
    ///
    /// @return those that still ran
    public List<RememberedProcess> end() throws InterruptedException {
        Queue<RememberedProcess> ended = new ConcurrentLinkedQueue<>();
        TreeMap<Integer, List<RememberedProcess>> waves = ledger.all().stream()
                .collect(Collectors.groupingBy(
                        RememberedProcess::wave, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()));
        for (List<RememberedProcess> wave : waves.values()) {
            Together.run(wave, remembered -> {
                if (end(remembered)) {
                    ended.add(remembered);
                }
            });
        }
        return List.copyOf(ended);
    }

    private boolean end(RememberedProcess remembered) throws InterruptedException {
        ProcessHandle handle = remembered.find().orElse(null);
        if (handle != null) {
            Signals.end(handle, remembered.signal(), grace);
        }
        ledger.remove(remembered.name());
        return handle != null;
    }
}
