package org.belltower.ingest.accept.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.belltower.ingest.accept.IntakeListener;
import org.belltower.ingest.accept.Producer;
import org.belltower.ingest.accept.quota.Quotas;
import org.belltower.service.http.ProblemException;
import org.jboss.logging.Logger;

/// Lets the requests of a producer pass that has not used up its quota, and says to operators now and then whose do
/// not. Thread-safe.
public final class QuotaGate {
    private static final Logger LOG = Logger.getLogger(QuotaGate.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Quotas quotas;
    private final IntakeListener listener;
    private final LongSupplier nanos;
    private final AtomicLong nextLine;

    /// @param nanos as [System#nanoTime]
    public QuotaGate(Quotas quotas, IntakeListener listener, LongSupplier nanos) {
        this.quotas = quotas;
        this.listener = listener;
        this.nanos = nanos;
        this.nextLine = new AtomicLong(nanos.getAsLong());
    }

    /// @throws ProblemException 429 if the producer may not hand in so many events now
    void pass(Producer producer, int events) {
        switch (quotas.take(producer.id(), events)) {
            case Quotas.Answer.Fits _ -> {}
            case Quotas.Answer.UsedUp(Duration after) -> {
                listener.overQuota(events);
                tell(producer);
                throw ProblemException.tooManyRequests(
                        "The client has used up its quota of events. Nothing was accepted; send the same again later.",
                        after);
            }
        }
    }

    /// At most one line in ten seconds, whoever it is about: a producer that is refused comes again and again.
    private void tell(Producer producer) {
        long now = nanos.getAsLong();
        long next = nextLine.get();
        if (now - next >= 0 && nextLine.compareAndSet(next, now + BETWEEN_LINES.toNanos())) {
            LOG.warnf("event=over-quota district=%s client=%s", producer.district(), producer.client());
        }
    }
}
