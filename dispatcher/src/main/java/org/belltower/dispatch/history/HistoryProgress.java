package org.belltower.dispatch.history;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far behind its topics the history is.
///
/// Thread-safe.
public final class HistoryProgress {
    private final InstantSource time;
    private volatile @Nullable Instant behindSince;
    private volatile @Nullable Instant lastKept;
    private volatile boolean begun;

    public HistoryProgress(InstantSource time) {
        this.time = time;
    }

    /// Records are in hand.
    ///
    /// @param oldest when the first of them was written
    public void inHand(Instant oldest) {
        behindSince = oldest;
        begun = true;
    }

    /// What was in hand is kept.
    public void kept() {
        lastKept = time.instant();
    }

    /// There is nothing more to read.
    public void idle() {
        behindSince = null;
        begun = true;
    }

    /// Nobody reads: if all was kept, it is not known whether it still is.
    public void unknown() {
        begun = behindSince != null;
    }

    /// How long the oldest record that is not known to be kept has stood on its topic, zero if all are kept; empty
    /// until the topics were read.
    public Optional<Duration> lag() {
        Instant since = behindSince;
        if (!begun) {
            return Optional.empty();
        }
        Duration lag = since == null ? Duration.ZERO : Duration.between(since, time.instant());
        return Optional.of(lag.isNegative() ? Duration.ZERO : lag);
    }

    /// When something was last kept by this process; empty if nothing was.
    public Optional<Instant> lastKept() {
        return Optional.ofNullable(lastKept);
    }
}
