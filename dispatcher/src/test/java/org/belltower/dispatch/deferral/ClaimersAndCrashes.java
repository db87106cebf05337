package org.belltower.dispatch.deferral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.deferral.Deferred.NOON;
import static org.belltower.dispatch.deferral.Deferred.due;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.dispatch.deferral.DeferralPump.Receiver;
import org.belltower.dispatch.deferral.OpenLanes.State;
import org.belltower.dispatch.deferral.Places.Taken;
import org.belltower.model.outcome.Outcome.LaneOffset;

/// Several claimers at once that finish, put off, let go and crash, beside a lane that brings
/// records again: whatever happens, a push is in one hand at a time, gets one outcome, and none is
/// lost.
final class ClaimersAndCrashes {
    private static final int PUSHES = 600;
    private static final int CLAIMERS = 4;
    private static final int MOST_STEPS = 20_000;
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final DeferralTable table;
    private final long seed;
    private final KnownOutcomes outcomes = new KnownOutcomes();
    private final ConcurrentMap<LaneOffset, UUID> inHand = new ConcurrentHashMap<>();
    private final AtomicInteger crashes = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    ClaimersAndCrashes(DeferralTable table, long seed) {
        this.table = table;
        this.seed = seed;
    }

    void play() throws Exception {
        table.put(IntStream.range(0, PUSHES).mapToObj(it -> due(it, NOON)).toList());
        try (ExecutorService threads = Executors.newFixedThreadPool(CLAIMERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLAIMERS; i++) {
                Random random = new Random(seed + i);
                all.add(threads.submit(() -> claim(random)));
            }
            for (Future<?> one : all) {
                assertThat(one.get()).isNull();
            }
        }
        assertThat(ended).hasValue(PUSHES);
        assertThat(crashes.get()).isPositive();
        assertThat(table.turns(9)).isEmpty();
        assertThat(table.backlog()).isEmpty();
    }

    private void claim(Random random) {
        Claimant claimant = new Claimant();
        for (int step = 0; step < MOST_STEPS && !table.backlog().isEmpty(); step++) {
            int _ = table.reap();
            int _ = claimant.pump.tick();
            if (random.nextInt(10) == 0) {
                claimant = claimant.crash(random);
            } else {
                claimant.work(random);
            }
            table.put(List.of(due(random.nextInt(PUSHES), NOON)));
        }
    }

    private final class Claimant {
        private final List<ClaimedPush> mine = new ArrayList<>();
        private final LeaseKeeper keeper =
                new LeaseKeeper(table, LEASE, Duration.ofSeconds(15), UUID::randomUUID, System::nanoTime);
        private final DeferralPump pump = new DeferralPump(
                new DeferralPump.Parts(table, new Claims(table, keeper), outcomes),
                keeper,
                end -> table.end(List.of(end), NOON),
                new Receiver(this::taken, _ -> State.OPEN, this::take),
                () -> NOON);

        private Claimant() {
            keeper.tick();
        }

        private Taken taken() {
            return new Taken(12, mine.stream().collect(Collectors.toMap(ClaimedPush::line, _ -> 1, Integer::sum)));
        }

        private void take(ClaimedPush push) {
            UUID me = push.lease().claimer();
            assertThat(inHand.putIfAbsent(push.place(), me))
                    .as("in one hand, %s", push)
                    .isNull();
            mine.add(push);
        }

        private void work(Random random) {
            while (!mine.isEmpty() && random.nextInt(8) > 0) {
                ClaimedPush push = mine.removeFirst();
                inHand.remove(push.place());
                switch (random.nextInt(4)) {
                    case 0 -> push.again(NOON, null, push.failures() + 1);
                    case 1 -> push.letGo();
                    default -> {
                        end(push);
                        push.finished();
                    }
                }
            }
        }

        /// Some of what it had has an outcome; nobody was told.
        private Claimant crash(Random random) {
            crashes.incrementAndGet();
            for (ClaimedPush push : mine) {
                inHand.remove(push.place());
                if (random.nextBoolean()) {
                    end(push);
                }
            }
            keeper.current().ifPresent(lease -> table.renew(lease.claimer(), Duration.ZERO));
            return new Claimant();
        }

        private void end(ClaimedPush push) {
            assertThat(outcomes.ended(push.place())).as("one outcome, %s", push).isTrue();
            ended.incrementAndGet();
        }
    }
}
