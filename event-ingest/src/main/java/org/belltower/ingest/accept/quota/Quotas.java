package org.belltower.ingest.accept.quota;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.belltower.ingest.accept.ProducerId;

/// Whether a producer may hand in so many events now. A token bucket each: full at first, filled evenly, and emptied by
/// what is handed in. What does not fit takes nothing, so that a producer that is refused and waits as long as it is
/// told gets in.
///
/// Of a bounded number of producers something is remembered: whoever is silent until their bucket is full again is
/// forgotten, as it makes no difference; of too many, whoever was least of use, who then has a full bucket. Counted in
/// this process, and from anew at its start. Thread-safe; no producer waits for another.
public final class Quotas {
    /// Far more than a suite has producers, in about 5 MB.
    static final int REMEMBERED = 10_000;

    private final LoadingCache<ProducerId, Bucket> buckets;

    /// @param nanos as [System#nanoTime]
    public Quotas(QuotaPlan plan, LongSupplier nanos) {
        Nanos time = new Nanos(nanos);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(plan.longest())
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build(producer -> bucket(plan.of(producer), time));
    }

    private static Bucket bucket(Quota quota, Nanos time) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit ->
                        limit.capacity(quota.burst()).refillGreedy(quota.eventsPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    /// What a producer may do with a request.
    public sealed interface Answer {
        /// Its events fit.
        record Fits() implements Answer {}

        /// They do not, and nothing was taken.
        ///
        /// @param after when so many fit, to the nanosecond below, if nothing else is handed in
        record UsedUp(Duration after) implements Answer {}
    }

    /// Takes all of them, or none.
    ///
    /// @param events 1 or more, and no more than a batch may have
    public Answer take(ProducerId producer, int events) {
        ConsumptionProbe probe = buckets.get(producer).tryConsumeAndReturnRemaining(events);
        return probe.isConsumed()
                ? new Answer.Fits()
                : new Answer.UsedUp(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    long producers() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private record Nanos(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
