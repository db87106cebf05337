package org.belltower.benchmarks.dispatch.bed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// A bulk send that does not end: pushes for all devices of the district, again and again, so many
/// of which always stand ready on the bulk lane. On a thread of its own, until it is closed.
///
/// Thread-safe.
public final class BulkSend implements AutoCloseable {
    private static final int AHEAD = 100_000;
    private static final int FIRST_SEGMENT = 1_000_000;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration END = Duration.ofSeconds(20);

    private final DispatchBed bed;
    private final int devices;
    private final Feeder feeder;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("bulk-send").unstarted(this::run);
    private volatile @Nullable RuntimeException failure;

    /// Begins.
    ///
    /// @param devices of the district
    public BulkSend(DispatchBed bed, int devices) {
        this.bed = bed;
        this.devices = devices;
        this.feeder = new Feeder(bed.bootstrapServers(), "benchmark-bulk");
        thread.start();
    }

    private void run() {
        try {
            long outcomes = feeder.written(Topics.OUTCOMES);
            long fed = 0;
            for (int segment = FIRST_SEGMENT; stopping.getCount() > 0; ) {
                if (fed - (feeder.written(Topics.OUTCOMES) - outcomes) < AHEAD) {
                    feeder.prepare(Topics.PUSH_BULK, bed.district(), segment++, devices);
                    feeder.commit();
                    fed += devices;
                } else {
                    boolean _ = stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /// @throws IllegalStateException if it could not go on
    public void requireGoing() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the bulk send ended", cause);
        }
    }

    /// Nothing is added any more; what stands on the lane is still sent. Blocks for a while at
    /// most.
    @Override
    public void close() {
        stopping.countDown();
        try {
            boolean _ = thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeder.close();
    }
}
