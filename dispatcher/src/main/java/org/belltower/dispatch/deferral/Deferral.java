package org.belltower.dispatch.deferral;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.service.failure.Failures;
import org.belltower.service.failure.RetryPolicy;
import org.jboss.logging.Logger;

/// The deferred pushes at work: puts them, keeps the lease, hands over what is due and keeps the
/// table tidy, each on a thread of its own, so that none waits for another. The table being away
/// ends none of it; what does end one of them is told, as the process had better begin anew then.
///
/// Thread-safe.
public final class Deferral implements Shelf, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Deferral.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int PORTION = 5_000;
    private static final int MOST_CONCERNS = 10_000;
    private static final int SOONER = 10;

    private final DeferralTable table;
    private final Claims claims;
    private final DurableOutcomes outcomes;
    private final Settings settings;
    private final InstantSource time;
    private final PutWriter puts;
    private final EndWriter ends;
    private final LeaseKeeper keeper;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final BacklogCount backlog;
    private final Concerns concerns;
    private final Thread putting;
    private final Thread ending;
    private final List<Thread> periodic = new CopyOnWriteArrayList<>();
    private volatile Optional<DeferralPump> pump = Optional.empty();
    private volatile Consumer<Throwable> lost = _ -> {};

    /// @param patience how long a put waits for its commit
    /// @param lease how long others wait for a process that is not heard of any more
    /// @param reserve how long before the lease's end nothing is sent any more; longer than a send
    ///     may take
    /// @param poll how often to look for what is due
    /// @param upkeep how often to look for leases that are over, for what can be forgotten, and to
    ///     count
    /// @param kept how long a push that has ended is remembered: until the lane cannot bring it
    ///     again
    public record Settings(
            Duration patience, Duration lease, Duration reserve, Duration poll, Duration upkeep, Duration kept) {}

    public Deferral(
            DeferralTable table,
            DurableOutcomes outcomes,
            Settings settings,
            InstantSource time,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.table = table;
        this.outcomes = outcomes;
        this.settings = settings;
        this.time = time;
        this.backlog = new BacklogCount(table, time, nanoTime);
        this.concerns = new Concerns(table, time, MOST_CONCERNS);
        this.puts = new PutWriter(table, settings.patience());
        this.keeper = new LeaseKeeper(table, settings.lease(), settings.reserve(), UUID::randomUUID, nanoTime);
        this.claims = new Claims(table, keeper);
        RetryPolicy retries = new RetryPolicy(FIRST_PAUSE, LONGEST_PAUSE, random);
        this.ends = new EndWriter(claims, time, retries);
        this.putting = thread("deferral-put", puts);
        this.ending = thread("deferral-end", ends);
    }

    /// Begins to put and to keep the table tidy. Once, before [#handTo]. Does not block.
    ///
    /// @param told if a part of it ends that was not asked to: going on is in vain
    public void start(Consumer<Throwable> told) {
        lost = told;
        putting.start();
        ending.start();
        periodically("deferral-upkeep", settings.upkeep(), this::upkeep);
        periodically("deferral-concerns", settings.poll(), concerns::tick);
    }

    /// Looks whether the lease still holds: without it nothing that was claimed is sent any more.
    /// Due before anything that waits in hand goes on; does not block.
    public void watch() {
        boolean _ = keeper.current().isPresent();
    }

    /// Begins to hand over. Once.
    public void handTo(DeferralPump.Receiver receiver) {
        DeferralPump handing =
                new DeferralPump(new DeferralPump.Parts(table, claims, outcomes), keeper, ends::add, receiver, time);
        pump = Optional.of(handing);
        periodically(
                "deferral-lease", settings.lease().minus(settings.reserve()).dividedBy(4), keeper::tick);
        // What came back is worth more places soon: not one look's worth of it a poll.
        Duration soon = settings.poll().dividedBy(SOONER);
        repeatedly("deferral-pump", settings.poll(), () -> handing.tick() > 0 ? soon : settings.poll());
    }

    @Override
    public void put(DeferredPush push) throws InterruptedException {
        puts.put(push);
    }

    /// Makes all pushes of the concern due soon; see [DeferralTable#dueNow]. One that is in hand is
    /// not touched: its gates are asked before it is sent in any case. Does not block; while the
    /// table is away it is remembered.
    public void concerned(Concern concern) {
        concerns.add(concern);
    }

    @Override
    public Set<Long> offsetsFrom(LaneOffset first, long outcomesFrom) {
        return table.offsetsFrom(first, outcomesFrom);
    }

    /// How many wait, as it was at the last look; empty until there was one. Does not block.
    public Optional<Backlog> backlog() {
        return backlog.last();
    }

    private void upkeep() {
        int freed = table.reap();
        if (freed > 0) {
            LOG.infof("event=deferral-leases-over pushes=%d", freed);
        }
        int forgotten;
        do {
            forgotten = table.purge(time.instant().minus(settings.kept()), PORTION);
        } while (forgotten == PORTION && stopping.getCount() > 0);
        backlog.tick();
    }

    private void periodically(String name, Duration period, Runnable work) {
        repeatedly(name, period, () -> {
            work.run();
            return period;
        });
    }

    /// @param work says how long to wait after it
    /// @param afterFailure how long to wait if it failed
    private void repeatedly(String name, Duration afterFailure, Supplier<Duration> work) {
        Thread thread = thread(name, () -> repeat(name, afterFailure, work));
        periodic.add(thread);
        thread.start();
    }

    private Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).unstarted(() -> {
            Throwable cause = null;
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                cause = e;
            }
            if (stopping.getCount() > 0) {
                lost.accept(new IllegalStateException("ended unasked: " + name, cause));
            }
        });
    }

    private void repeat(String name, Duration afterFailure, Supplier<Duration> work) {
        boolean failing = false;
        Duration pause;
        try {
            do {
                try {
                    pause = work.get();
                    failing = false;
                } catch (RuntimeException e) {
                    // Once, not for as long as the table is away.
                    if (!failing) {
                        LOG.warnf("event=deferral-failed part=%s cause=%s", name, Failures.kinds(e));
                    }
                    failing = true;
                    pause = afterFailure;
                }
            } while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// From here on nothing is handed over any more, and nothing that was begins to be sent: what
    /// waits in hand is to be woken, and is let go. Does not block; [#close()] follows when what is
    /// out has had its time.
    public void drain() {
        pump.ifPresent(DeferralPump::stop);
        keeper.drain();
    }

    /// Writes down what it knows and gives back what was claimed, unless something of it is still
    /// out: then others take it when the lease is over, and look for its outcome first. Blocks for
    /// some seconds at most. Repeatable.
    @Override
    public void close() {
        drain();
        stopping.countDown();
        try {
            for (Thread thread : periodic) {
                boolean _ = thread.join(LONGEST_END);
            }
            boolean quiet = keeper.awaitQuiet(LONGEST_END);
            endWriters();
            boolean _ = putting.getState() == Thread.State.NEW || putting.join(LONGEST_END);
            boolean _ = ending.getState() == Thread.State.NEW || ending.join(LONGEST_END);
            if (quiet) {
                keeper.end();
            } else {
                LOG.infof("event=deferral-not-released cause=sends-out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.infof("event=deferral-not-released cause=%s", Failures.kinds(e));
        } finally {
            endWriters();
        }
    }

    private void endWriters() {
        puts.close();
        ends.close();
    }
}
