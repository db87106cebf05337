package org.belltower.benchmarks.dispatch.compare;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.belltower.benchmarks.dispatch.bed.PathBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;

/// Posts grades at an even pace, whether or not the earlier are answered yet: who waits for answers
/// would not see how long they take. Each makes two pushes. Not thread-safe.
public final class Alerts implements AutoCloseable {
    /// Of an event.
    ///
    /// @param posted when it was sent off
    /// @param accepted when its 202 was there
    public record Answered(Instant posted, Instant accepted) {}

    private static final int ACCEPTED = 202;
    private static final int LOWEST = 50;
    private static final int GRADES = 50;
    private static final long SECOND = 1_000_000_000L;

    private final PathBed bed;
    private final int students;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> refused = new ConcurrentHashMap<>();
    private int posted;

    /// @param students as many as the bed has, each with the next grade in turn
    public Alerts(PathBed bed, int students) {
        this.bed = bed;
        this.students = students;
    }

    /// Blocks for as long as it is to go on, and until all is answered.
    ///
    /// @param name of the events' ids: the number of the student's first device follows after a
    ///     dash, and then the event's number
    /// @return what was accepted, by the event's id
    public Map<String, Answered> post(String name, int perSecond, Duration length) {
        Map<String, Answered> answered = new ConcurrentHashMap<>();
        String token = bed.token();
        long count = perSecond * length.toSeconds();
        CompletableFuture<?>[] calls = new CompletableFuture<?>[Math.toIntExact(count)];
        long began = System.nanoTime();
        for (int number = 0; number < count; number++) {
            LockSupport.parkNanos(began + number * SECOND / perSecond - System.nanoTime());
            int device = posted % students * 2;
            int percent = LOWEST + posted / students % GRADES;
            String id = "%s-%d-%d".formatted(name, device, posted++);
            calls[number] = call(id, device, percent, token, answered);
        }
        Object _ = CompletableFuture.allOf(calls).join();
        return answered;
    }

    /// How many were not accepted, by status.
    public Map<Integer, Integer> refused() {
        return Map.copyOf(refused);
    }

    /// Of those that were refused so far nothing is said any more.
    public void forgetRefused() {
        refused.clear();
    }

    private CompletableFuture<?> call(
            String id, int device, int percent, String token, Map<String, Answered> answered) {
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(bed.events())
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(
                        SampleDistrict.gradePosted(id, device, percent, now).toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).thenAccept(response -> {
            if (response.statusCode() == ACCEPTED) {
                answered.put(id, new Answered(now, Instant.now()));
            } else {
                refused.merge(response.statusCode(), 1, Integer::sum);
            }
        });
    }

    @Override
    public void close() {
        http.close();
    }
}
