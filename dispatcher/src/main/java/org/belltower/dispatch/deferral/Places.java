package org.belltower.dispatch.deferral;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.dispatch.flow.Lane;

/// The places in hand for deferred pushes, and who has them.
///
/// Thread-safe.
public final class Places {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Line, Integer> lines = new HashMap<>();

    /// @param most how many there are
    public Places(int most) {
        this.most = most;
    }

    /// Gives one away, also if none is free: it is handed over already.
    ///
    /// @return gives it back; only once
    public Runnable take(Line line) {
        add(line, 1);
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                add(line, -1);
            }
        };
    }

    private void add(Line line, int count) {
        lock.lock();
        try {
            lines.merge(line, count, (one, other) -> one + other == 0 ? null : one + other);
        } finally {
            lock.unlock();
        }
    }

    /// As they are now.
    public Taken taken() {
        lock.lock();
        try {
            return new Taken(most, lines);
        } finally {
            lock.unlock();
        }
    }

    /// Who has them at a moment.
    ///
    /// @param most how many places there are
    /// @param lines how many each line has
    public record Taken(int most, Map<Line, Integer> lines) {
        /// Of the places, those that are never bulk's: an alert that falls due finds one, whatever
        /// came back of bulk.
        private static final int PART_FOR_ALERTS = 5;

        /// Of the places, those that are never the alerts'.
        private static final int PART_FOR_BULK = 10;

        public Taken {
            lines = Map.copyOf(lines);
        }

        int free() {
            return most - lines.values().stream().mapToInt(count -> count).sum();
        }

        /// Of the free places, those that a lane may have.
        int freeFor(Lane lane) {
            int others = switch (lane) {
                case ALERTS -> most / PART_FOR_BULK;
                case BULK -> most / PART_FOR_ALERTS;
            };
            return Math.min(free(), most - others - of(lane));
        }

        int of(Line line) {
            return lines.getOrDefault(line, 0);
        }

        private int of(Lane lane) {
            return lines.entrySet().stream()
                    .filter(line -> line.getKey().lane() == lane)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }
}
