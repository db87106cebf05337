package org.belltower.dispatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.belltower.embedded.host.ChildJvm;
import org.belltower.model.push.Push;
import org.belltower.simulator.ProviderSimulator;
import org.belltower.simulator.SimulatorConfig;
import org.belltower.simulator.received.ReceivedPush;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dispatchers come and go while the group has not settled yet, and pushes stream in. All of them
/// take their leave, or have sent nothing yet when they are killed: so each push is received once.
@SuppressWarnings("NullAway.Init") // Set before each test.
class RebalanceStormIT {
    private static final long SEED = 20_261_123;
    private static final Duration STORM = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_COPIES = 4;

    @TempDir
    private Path folder;

    private ProviderSimulator simulator;
    private Suite suite;
    private Map<String, String> keys;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.in(folder.resolve("simulator")));
        // So that much is out whenever a copy gives partitions away.
        simulator.script().latency(Duration.ofSeconds(1));
        suite = new Suite(SharedKafka.bootstrapServers());
        keys = TestConfig.keys(simulator);
    }

    @AfterEach
    void stop() {
        suite.close();
        simulator.close();
    }

    @Test
    void copies_that_join_and_leave_faster_than_the_group_settles_lose_nothing_and_repeat_nothing() {
        Deque<Dispatcher> copies = new ArrayDeque<>(List.of(suite.dispatcher(keys)));
        List<Push> pushes;
        int changes;
        try (Feed feed = new Feed(suite);
                ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor()) {
            changes = storm(copies, leaving, new SplittableRandom(SEED));
            pushes = feed.stop();
        }
        assertThat(changes).isGreaterThan(12);
        assertSettled(copies.size(), pushes);
    }

    /// @return how often one joined or left
    private int storm(Deque<Dispatcher> copies, ExecutorService leaving, RandomGenerator chance) {
        long end = System.nanoTime() + STORM.toNanos();
        int changes = 0;
        while (System.nanoTime() - end < 0) {
            boolean join = copies.size() < 2 || (copies.size() < MOST_COPIES && chance.nextBoolean());
            if (join) {
                copies.addLast(suite.starting(keys));
            } else {
                // The oldest, which has the most, or the newest, which may still be joining.
                Dispatcher gone = chance.nextBoolean() ? copies.removeFirst() : copies.removeLast();
                leaving.execute(gone::close);
            }
            changes++;
            LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(50, 600)).toNanos());
        }
        return changes;
    }

    @Test
    void a_copy_that_is_killed_while_it_joins_and_one_that_leaves_meanwhile_hold_up_nothing_for_long() {
        Dispatcher first = suite.dispatcher(keys);
        suite.group().awaitSharers(1);
        List<Push> pushes;
        try (Feed feed = new Feed(suite)) {
            ChildJvm child = DispatcherToBeKilled.start(folder.resolve("child.log"), keys);
            try {
                suite.group().awaitMembers(2);
            } finally {
                child.kill();
            }
            suite.starting(keys);
            first.close();
            pushes = feed.stop();
        }
        assertSettled(1, pushes);
    }

    /// Whoever gives partitions away waits inside for what is out.
    @Test
    void a_copy_that_drains_for_longer_than_its_session_is_not_taken_for_dead() {
        simulator.script().latency(Duration.ofMillis(7_500));
        Dispatcher first = suite.dispatcher(keys);
        suite.group().awaitSharers(1);
        List<Push> pushes = suite.phones(20).stream()
                .map(phone -> suite.send(phone.push("slow")))
                .toList();
        await().atMost(PATIENCE).until(() -> simulator.received().total() == pushes.size());
        suite.dispatcher(keys);
        assertSettled(2, pushes);
        assertThat(first.stage()).isEqualTo(Dispatcher.Stage.WORKING);
    }

    private void assertSettled(int copies, List<Push> pushes) {
        suite.awaitOutcomes(pushes);
        suite.group().awaitSharers(copies);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(suite.lag()).isZero());
        suite.awaitEndOfOutcomes();
        assertThat(pushes).allSatisfy(push -> assertThat(suite.outcomes(push)).hasSize(1));
        assertThat(simulator.received().all())
                .extracting(ReceivedPush::pushId)
                .containsExactlyInAnyOrderElementsOf(
                        pushes.stream().map(push -> push.id().toString()).toList());
    }

    /// Pushes to some phones, some 150 a second, until it is stopped.
    private static final class Feed implements AutoCloseable {
        private static final Duration PAUSE = Duration.ofMillis(100);

        private final Suite suite;
        private final List<Suite.Phone> phones;
        private final List<Push> pushes = new ArrayList<>();
        private final Thread thread = Thread.ofPlatform().unstarted(this::run);
        private volatile boolean stopped;

        private Feed(Suite suite) {
            this.suite = suite;
            this.phones = suite.phones(15);
            thread.start();
        }

        private void run() {
            for (int round = 0; !stopped; round++) {
                for (Suite.Phone phone : phones) {
                    pushes.add(suite.send(phone.push("storm-" + round)));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }

        /// @return all that was fed
        private List<Push> stop() {
            close();
            return List.copyOf(pushes);
        }

        @Override
        public void close() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
