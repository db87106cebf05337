package org.belltower.registry.postgres;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.belltower.model.DistrictId;

/// One long piece of work of a district at a time in this process, in the order in which they came. Who waits here
/// holds no connection: many calls of one district would otherwise wait for one another at the database ([Locks])
/// with the connections of all others.
///
/// Blocks; thread-safe. What waits is bounded in number and in time.
public final class DistrictTurns {
    /// In the line of one district, the one whose turn it is included: each may hold a whole body.
    static final int LONGEST_LINE = 32;

    private final ConcurrentHashMap<DistrictId, Line> lines = new ConcurrentHashMap<>();
    private final Duration patience;

    /// @param patience how long to wait for a turn
    public DistrictTurns(Duration patience) {
        this.patience = patience;
    }

    /// A line that nobody stands in is forgotten.
    private static final class Line {
        private final Semaphore turn = new Semaphore(1, true);
        private int length;
    }

    /// Does the work when it is its turn.
    ///
    /// @throws BusyException if the line is too long, or the turn does not come in good time; nothing is done
    public <T> T take(DistrictId district, Supplier<T> work) {
        Line line = join(district);
        try {
            await(line);
            try {
                return work.get();
            } finally {
                line.turn.release();
            }
        } finally {
            leave(district);
        }
    }

    private Line join(DistrictId district) {
        return lines.compute(district, (_, known) -> {
            Line line = known == null ? new Line() : known;
            if (line.length == LONGEST_LINE) {
                throw new BusyException();
            }
            line.length++;
            return line;
        });
    }

    private void leave(DistrictId district) {
        lines.computeIfPresent(district, (_, line) -> --line.length == 0 ? null : line);
    }

    private void await(Line line) {
        try {
            if (!line.turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(e);
        }
    }

    /// Districts that somebody waits or works for.
    int lines() {
        return lines.size();
    }
}
