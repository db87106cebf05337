package org.belltower.registry.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.push.Binding.Permission;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.Changed;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registered;
import org.belltower.registry.device.postgres.PostgresDevices;
import org.belltower.registry.device.postgres.PostgresSessions;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.Acknowledgement;
import org.belltower.registry.publish.UnpublishedException;
import org.belltower.registry.publish.postgres.MarksOfTransactions;
import org.belltower.registry.torture.Acknowledged.Loss;
import org.belltower.registry.torture.change.Change;
import org.belltower.registry.torture.change.Phones;
import org.belltower.registry.torture.change.RandomChanges;
import org.jdbi.v3.core.Jdbi;

/// Many at once who change everything that is published, by the service's own code. Half of them wait for
/// Kafka's acknowledgement as callers do; the others do not, so that much is under way at any time.
final class Writers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 5;

    private final List<DistrictId> districts;
    private final Jdbi relay;
    private final Acknowledgement acknowledgement;
    private final DistrictTransactions patient;
    private final DistrictTransactions hasty;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Map<Change, Integer> made = new ConcurrentHashMap<>();
    private final AtomicInteger unpublished = new AtomicInteger();
    private volatile boolean done;

    /// @param relay connects as the relay's role
    Writers(List<DistrictId> districts, Jdbi application, Jdbi relay) {
        this.districts = districts;
        this.relay = relay;
        this.acknowledgement = new Acknowledgement(new MarksOfTransactions(application), PATIENCE, System::nanoTime);
        this.patient = new DistrictTransactions(application, () -> {}, acknowledgement::await);
        this.hasty = new DistrictTransactions(application, () -> {}, _ -> {});
    }

    /// @param many of them
    void start(int many, long seed) {
        for (int number = 0; number < many; number++) {
            DistrictTransactions transactions = number % 4 == 3 ? hasty : patient;
            RandomChanges random = new RandomChanges(districts, transactions, relay, seed + number);
            String own = "own-" + number;
            boolean watched = number % 4 == 0;
            running.add(threads.submit(() -> {
                while (!done) {
                    attempt(() -> random.one().ifPresent(change -> made.merge(change, 1, Integer::sum)));
                    if (watched) {
                        signInAndLose(own);
                    }
                }
            }));
        }
    }

    private void attempt(Runnable change) {
        try {
            change.run();
            changes.incrementAndGet();
        } catch (UnpublishedException e) {
            unpublished.incrementAndGet();
        } catch (RuntimeException e) {
            RandomChanges.expected(e);
        }
    }

    /// A device that nobody else touches: only so is it known what must stand on the topic after the answer.
    private void signInAndLose(String own) {
        DistrictId district = districts.getFirst();
        var devices = new PostgresDevices(patient, InstantSource.system());
        DeviceId device = new DeviceId(own);
        PersonId person = new PersonId("user-of-" + own);
        OptionalLong epoch = signIn(own, device, person, devices);
        if (epoch.isEmpty()) {
            return;
        }
        attempt(() -> {
            if (devices.permit(district, device, Phones.signIn(person), Permission.DENIED) == Changed.DONE) {
                lost(Loss.PERMISSION_DENIED, own, epoch.getAsLong());
            }
        });
        if (ThreadLocalRandom.current().nextBoolean()) {
            attempt(() -> {
                if (devices.logOut(district, device, Phones.signIn(person))) {
                    lost(Loss.LOGGED_OUT, own, epoch.getAsLong());
                }
            });
        } else {
            attempt(() -> {
                new PostgresSessions(patient, InstantSource.system()).end(district, person);
                lost(Loss.SESSIONS_ENDED, own, epoch.getAsLong());
            });
        }
    }

    private void lost(Loss loss, String own, long epoch) {
        Instant now = InstantSource.system().instant();
        acknowledged.add(new Acknowledged(loss, districts.getFirst().value() + "/" + own, epoch, now));
    }

    /// @return the session's epoch; empty if it did not come to one
    private OptionalLong signIn(String own, DeviceId device, PersonId person, PostgresDevices devices) {
        AtomicLong epoch = new AtomicLong(-1);
        attempt(() -> {
            Registered registered = devices.register(
                    districts.getFirst(),
                    device,
                    Phones.signIn(person),
                    Phones.registration(new DeviceToken("token-of-" + own)));
            if (!(registered instanceof Registered.Bound(MyDevice bound))) {
                throw new AssertionError("not signed in: " + registered);
            }
            epoch.set(bound.sessionEpoch());
        });
        return epoch.get() < 0 ? OptionalLong.empty() : OptionalLong.of(epoch.get());
    }

    /// Waits until each has ended what it was at.
    void stop() throws Exception {
        done = true;
        for (Future<?> one : running) {
            one.get(PATIENCE.toSeconds() * 4, TimeUnit.SECONDS);
        }
    }

    /// Each change once more, alone: what it forgets to mark, hardly anything that follows heals.
    void oneByOne(long seed) {
        RandomChanges random = new RandomChanges(districts, patient, relay, seed);
        List<Change> changes = new ArrayList<>(List.of(Change.values()));
        Collections.shuffle(changes, new Random(seed));
        for (Change change : changes) {
            AtomicBoolean isMade = new AtomicBoolean();
            for (int tries = 0; tries < MOST_TRIES && !isMade.get(); tries++) {
                attempt(() -> isMade.set(random.make(change)));
            }
        }
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /// How many of the random changes were done, by what they change.
    Map<Change, Integer> made() {
        return new TreeMap<>(made);
    }

    /// That were committed and answered.
    int changes() {
        return changes.get();
    }

    /// That were committed and answered as not published in time.
    int unpublished() {
        return unpublished.get();
    }

    @Override
    public void close() {
        done = true;
        acknowledgement.close();
        threads.shutdownNow();
    }
}
