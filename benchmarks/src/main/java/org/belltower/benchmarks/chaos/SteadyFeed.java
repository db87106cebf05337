package org.belltower.benchmarks.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.chaos.ledger.ChaosLedger;
import org.belltower.benchmarks.dispatch.bed.Feeder;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.belltower.model.push.Push;

/// Writes so many pushes a second to the alerts lane, on a thread of its own, until it is stopped:
/// from device to device, so that none is told more often than its pace allows.
final class SteadyFeed implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Feeder feeder;
    private final Flow flow;
    private final ConcurrentLinkedQueue<Fed> fed = new ConcurrentLinkedQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> running;
    private volatile boolean stopped;

    /// What is fed.
    ///
    /// @param devices of the district
    /// @param rate a second
    /// @param timeToLive of each push
    record Flow(SampleDistrict district, int devices, int rate, Duration timeToLive) {}

    private record Fed(String push, Instant at) {}

    /// @param feeder used by nobody else; closed with this
    /// @param first segment whose pushes nobody has written yet; what follows is its own
    SteadyFeed(Feeder feeder, Flow flow, int first) {
        this.feeder = feeder;
        this.flow = flow;
        running = thread.submit(() -> run(first));
    }

    private void run(int first) {
        long began = System.nanoTime();
        long written = 0;
        while (!stopped) {
            long due = (System.nanoTime() - began)
                    * flow.rate()
                    / Duration.ofSeconds(1).toNanos();
            if (due > written) {
                write(first, written, due);
                written = due;
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void write(int first, long from, long to) {
        Instant now = Instant.now();
        List<Push> pushes = new ArrayList<>();
        for (long number = from; number < to; number++) {
            int segment = first + Math.toIntExact(number / flow.devices());
            int device = Math.toIntExact(number % flow.devices());
            pushes.add(flow.district().push(segment, device, now, flow.timeToLive()));
        }
        feeder.write(pushes);
        pushes.forEach(push -> fed.add(new Fed(push.id().toString(), now)));
    }

    /// Enters what was fed and not entered before.
    void into(ChaosLedger ledger) {
        for (Fed one = fed.poll(); one != null; one = fed.poll()) {
            ledger.fed(one.push(), one.at(), flow.district().id().value());
        }
    }

    /// Returns when all that it began to write is written.
    ///
    /// @throws IllegalStateException if it could not write
    void stop() throws InterruptedException {
        stopped = true;
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("pushes were not written", e.getCause());
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.close();
        feeder.close();
    }
}
