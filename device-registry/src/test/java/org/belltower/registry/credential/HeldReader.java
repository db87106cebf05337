package org.belltower.registry.credential;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.belltower.model.DistrictId;
import org.belltower.model.credential.ProviderCredential;

/// A reader of certificates that is amid one, until it is closed. Callers wait on virtual threads, as in the service.
public final class HeldReader implements AutoCloseable {
    static final Submitted READ = new Submitted(
            new ProviderCredential.SigningKey("TEAM000001", "KEY0000001", "a2V5"), null, null, null, "00", null);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CertificateReader reader;
    private final AtomicInteger districts = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();
    private final Future<Optional<Submitted>> first;

    public HeldReader(CertificateReader reader) throws Exception {
        this.reader = reader;
        this.first = submit(this::hold);
        thread.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Submitted hold() {
        thread.complete(Thread.currentThread());
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return READ;
    }

    /// The one that reads.
    public Thread thread() {
        return thread.join();
    }

    public Future<Optional<Submitted>> first() {
        return first;
    }

    /// For a district that has none in line.
    public Future<Optional<Submitted>> submit(Supplier<Submitted> work) {
        return submit(new DistrictId("other-" + districts.incrementAndGet()), work);
    }

    public Future<Optional<Submitted>> submit(DistrictId district, Supplier<Submitted> work) {
        return callers.submit(() -> reader.inTurn(district, work));
    }

    /// How many stand in line.
    public int inLine() {
        return reader.inLine();
    }

    /// Returns when so many stand in line.
    public void awaitInLine(int number) {
        await().until(() -> inLine() == number);
    }

    /// Stands in line as often as there is room, and returns when it does.
    public void fill() {
        for (int number = inLine(); number < CertificateReader.LONGEST_LINE; number++) {
            Future<Optional<Submitted>> _ = submit(() -> READ);
        }
        awaitInLine(CertificateReader.LONGEST_LINE);
    }

    public void letGo() {
        held.countDown();
    }

    @Override
    public void close() {
        letGo();
        callers.close();
    }
}
