package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// R15.
class AcknowledgementTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Set<String>> asked = new CopyOnWriteArrayList<>();
    private final Set<String> unpublished = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    private Acknowledgement patient(Duration patience) {
        return new Acknowledgement(this::of, patience, System::nanoTime);
    }

    @Test
    void a_transaction_that_took_nothing_away_is_asked_for_once() {
        patient(LONG).await(List.of("7"));
        patient(LONG).await(List.of());

        assertThat(asked).containsExactly(Set.of("7"));
    }

    @Test
    void waits_until_the_marks_are_gone() throws Exception {
        unpublished.addAll(Set.of("7", "8"));
        Future<?> call = threads.submit(() -> patient(LONG).await(List.of("7", "8", "9")));
        await().until(() -> asked.size() > 2);
        assertThat(call).isNotDone();

        unpublished.remove("7");
        await().until(() -> asked.getLast().equals(Set.of("8")));
        assertThat(call).isNotDone();
        unpublished.remove("8");

        assertThat(call.get()).isNull();
        assertThat(asked.getFirst()).containsExactlyInAnyOrder("7", "8", "9");
        assertThat(asked.get(1)).as("what was published is not asked for again").containsExactlyInAnyOrder("7", "8");
    }

    @Test
    void gives_up_when_it_takes_too_long() {
        unpublished.add("7");

        assertThatThrownBy(() -> patient(SHORT).await(List.of("7"))).isInstanceOf(UnpublishedException.class);
        assertThat(asked).hasSizeGreaterThan(1);
    }

    @Test
    void several_transactions_are_waited_for_no_longer_than_one() {
        unpublished.addAll(Set.of("7", "8"));
        long began = System.nanoTime();

        assertThatThrownBy(() -> patient(SHORT).await(List.of("7", "8"))).isInstanceOf(UnpublishedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
    }

    @Test
    void whoever_waits_when_the_service_ends_is_answered_at_once() throws Exception {
        unpublished.add("7");
        Acknowledgement acknowledgement = patient(LONG);
        Future<Boolean> waiting = threads.submit(() -> isPublished(acknowledgement, "7"));
        await().until(() -> asked.size() > 1);

        acknowledgement.close();

        assertThat(waiting.get()).isFalse();
        assertThat(isPublished(acknowledgement, "7")).isFalse();
    }

    @Test
    void a_question_that_fails_tells_nothing_and_is_asked_again() {
        failures.set(3);
        patient(LONG).await(List.of("7"));

        assertThat(asked).hasSize(4).containsOnly(Set.of("7"));
    }

    @Test
    void what_cannot_be_known_in_time_is_stored_and_not_known_to_be_published() {
        failures.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> patient(SHORT).await(List.of("7"))).isInstanceOf(UnpublishedException.class);
    }

    @Test
    void one_asks_for_all_who_wait() throws Exception {
        Set<String> all = IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.toSet());
        unpublished.addAll(all);
        Acknowledgement acknowledgement = patient(LONG);
        List<Future<Boolean>> calls = new ArrayList<>();
        all.forEach(transaction -> calls.add(threads.submit(() -> isPublished(acknowledgement, transaction))));
        await().until(() -> asked.contains(all));

        together.set(0);
        int before = asked.size();
        await().until(() -> asked.size() > before + 3);
        assertThat(together).as("questions under way at once").hasValueLessThanOrEqualTo(1);
        unpublished.clear();
        for (Future<Boolean> call : calls) {
            assertThat(call.get()).isTrue();
        }

        unpublished.add("later");
        Future<Boolean> later = threads.submit(() -> isPublished(acknowledgement, "later"));
        await().until(() -> asked.getLast().equals(Set.of("later")));
        unpublished.clear();
        assertThat(later.get())
                .as("another thread asks, after a time without anybody")
                .isTrue();
    }

    private static boolean isPublished(Acknowledgement acknowledgement, String transaction) {
        try {
            acknowledgement.await(List.of(transaction));
            return true;
        } catch (UnpublishedException e) {
            return false;
        }
    }

    private Set<String> of(Collection<String> transactions) {
        int now = underWay.incrementAndGet();
        int _ = together.accumulateAndGet(now, Math::max);
        try {
            asked.add(Set.copyOf(transactions));
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            return transactions.stream().filter(unpublished::contains).collect(Collectors.toSet());
        } finally {
            int _ = underWay.decrementAndGet();
        }
    }
}
