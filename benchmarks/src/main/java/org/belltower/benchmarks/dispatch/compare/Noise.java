package org.belltower.benchmarks.dispatch.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.belltower.benchmarks.dispatch.bed.PathBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;
import org.jspecify.annotations.Nullable;

/// Another district whose system posts grades of all its students without end, in batches, as when
/// a term is graded: more than a district's share of the alerts. On a thread of its own, until it is
/// closed. A batch that is refused is posted again.
///
/// Thread-safe.
public final class Noise implements AutoCloseable {
    /// Of an event.
    private static final int PUSHES = 2;

    private static final int BATCHES_PER_SECOND = 5;
    private static final long PAUSE = 1_000_000_000L / BATCHES_PER_SECOND;
    private static final int ACCEPTED = 202;
    private static final int LOWEST = 50;
    private static final int GRADES = 50;

    private final PathBed bed;
    private final SampleDistrict district;
    private final int students;
    private final int batch;
    private final long began = System.nanoTime();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("noise").unstarted(this::run);
    private final AtomicLong accepted = new AtomicLong();
    private volatile @Nullable Exception failure;

    /// Begins.
    ///
    /// @param students as many as the district has
    /// @param pushes that it makes a second
    public Noise(PathBed bed, SampleDistrict district, int students, int pushes) {
        this.bed = bed;
        this.district = district;
        this.students = students;
        this.batch = Math.max(1, pushes / PUSHES / BATCHES_PER_SECOND);
        thread.start();
    }

    private void run() {
        String token = bed.token(district);
        try {
            for (long batches = 0; !stopping.await(pause(batches), TimeUnit.NANOSECONDS); batches++) {
                if (post(token, accepted.get())) {
                    accepted.addAndGet(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = e;
        }
    }

    private long pause(long batches) {
        return Math.max(0, began + batches * PAUSE - System.nanoTime());
    }

    private boolean post(String token, long first) throws IOException, InterruptedException {
        Instant now = Instant.now();
        String body = IntStream.range(0, batch)
                .mapToObj(next -> grade(first + next, now))
                .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = HttpRequest.newBuilder(bed.events())
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == ACCEPTED;
    }

    private String grade(long number, Instant now) {
        int device = (int) (number % students) * PUSHES;
        int percent = (int) (LOWEST + number / students % GRADES);
        return SampleDistrict.gradePosted("noise-" + number, device, percent, now)
                .toString();
    }

    /// Tells how much it was.
    ///
    /// @throws IllegalStateException if it could not go on
    public void told(PrintStream out) {
        Exception cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the flood ended", cause);
        }
        out.printf(
                "%nthe other district's flood: %.0f pushes/s%n",
                accepted.get() * PUSHES / ((System.nanoTime() - began) / 1e9));
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
