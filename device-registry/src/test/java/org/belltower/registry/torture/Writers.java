package org.belltower.registry.torture;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.push.DeviceToken;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registered;
import org.belltower.registry.postgres.DistrictTransactions;
import org.belltower.registry.publish.Acknowledgement;
import org.belltower.registry.publish.UnpublishedException;
import org.belltower.registry.publish.postgres.MarksOfTransactions;
import org.jdbi.v3.core.Jdbi;

/// Many at once who change everything that is published, by the service's own code. Half of them wait for Kafka's
/// acknowledgement as callers do; the others do not, so that much is under way at any time.
final class Writers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<DistrictId> districts;
    private final Acknowledgement acknowledgement;
    private final DistrictTransactions patient;
    private final DistrictTransactions hasty;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger unpublished = new AtomicInteger();
    private volatile boolean done;

    Writers(List<DistrictId> districts, Jdbi application) {
        this.districts = districts;
        this.acknowledgement = new Acknowledgement(new MarksOfTransactions(application), PATIENCE, System::nanoTime);
        this.patient = new DistrictTransactions(application, () -> {}, acknowledgement::await);
        this.hasty = new DistrictTransactions(application, () -> {}, _ -> {});
    }

    /// @param many of them
    void start(int many, long seed) {
        for (int number = 0; number < many; number++) {
            DistrictTransactions transactions = number % 4 == 3 ? hasty : patient;
            RandomChanges random = new RandomChanges(districts, transactions, seed + number);
            String own = "own-" + number;
            boolean watched = number % 4 == 0;
            running.add(threads.submit(() -> {
                while (!done) {
                    attempt(random::one);
                    if (watched) {
                        attempt(() -> signInAndOut(own));
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
    private void signInAndOut(String own) {
        DistrictId district = districts.getFirst();
        var devices = RandomChanges.devices(patient);
        DeviceId device = new DeviceId(own);
        PersonId person = new PersonId("user-of-" + own);
        Registered registered = devices.register(
                district,
                device,
                RandomChanges.signIn(person),
                RandomChanges.registration(new DeviceToken("token-of-" + own)));
        if (!(registered instanceof Registered.Bound(MyDevice bound))) {
            throw new AssertionError("not signed in: " + registered);
        }
        long epoch = bound.sessionEpoch();
        if (devices.logOut(district, device, person)) {
            acknowledged.add(new Acknowledged(
                    district.value() + "/" + own, epoch, InstantSource.system().instant()));
        }
    }

    /// Waits until each has ended what it was at.
    void stop() throws Exception {
        done = true;
        for (Future<?> one : running) {
            one.get(PATIENCE.toSeconds() * 4, TimeUnit.SECONDS);
        }
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
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
