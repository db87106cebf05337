package org.belltower.benchmarks.dispatch.compare;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.belltower.benchmarks.dispatch.bed.PathBed;
import org.belltower.benchmarks.dispatch.bed.SampleDistrict;

/// Posts grades at an even pace, whether or not the earlier are answered yet: who waits for answers
/// would not see how long they take. Each makes two pushes. Not thread-safe.
public final class Alerts implements AutoCloseable {
    /// An event to be.
    ///
    /// @param device the first of the two that are about its student
    /// @param percent other than the student's last
    public record Grade(String id, int device, int percent) {}

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
    private int planned;

    /// @param students as many as the bed's own district has, each with the next grade in turn
    public Alerts(PathBed bed, int students) {
        this.bed = bed;
        this.students = students;
    }

    /// The next events to post.
    ///
    /// @param name their ids begin with
    public List<Grade> next(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    int number = planned++;
                    return new Grade(name + "-" + number, number % students * 2, LOWEST + number / students % GRADES);
                })
                .toList();
    }

    /// Blocks for as long as it takes to post them, and until all are answered.
    ///
    /// @return what was accepted, by the event's id
    public Map<String, Answered> post(List<Grade> grades, int perSecond) {
        Map<String, Answered> answered = new ConcurrentHashMap<>();
        String token = bed.token(bed.dispatching().district());
        List<CompletableFuture<?>> calls = new ArrayList<>();
        long began = System.nanoTime();
        for (Grade grade : grades) {
            LockSupport.parkNanos(began + calls.size() * SECOND / perSecond - System.nanoTime());
            calls.add(call(grade, token, answered));
        }
        calls.forEach(CompletableFuture::join);
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

    private CompletableFuture<?> call(Grade grade, String token, Map<String, Answered> answered) {
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(bed.events())
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(
                        SampleDistrict.gradePosted(grade.id(), grade.device(), grade.percent(), now)
                                .toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).thenAccept(response -> {
            if (response.statusCode() == ACCEPTED) {
                answered.put(grade.id(), new Answered(now, Instant.now()));
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
