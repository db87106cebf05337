package org.belltower.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.belltower.model.DistrictId;
import org.belltower.registry.publish.Mark.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RelayTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final InMemoryRelay parts = new InMemoryRelay();
    private final InMemoryMarkQueue queue = parts.queue;
    private final RecordingPublisher publisher = parts.publisher;
    private final InMemoryRelay.Told told = parts.told;
    private final Relay relay = parts.relay(Runnable::run);

    @Test
    void publishes_what_is_marked_and_deletes_the_marks() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        queue.mark(Kind.BINDING, NORTH, "phone");

        assertThat(tick()).isTrue();

        assertThat(published()).containsExactlyInAnyOrder("north/s-1", "north/phone");
        assertThat(queue.all()).isEmpty();
        assertThat(tick()).isFalse();
    }

    @Test
    void a_crash_between_the_commit_and_the_deletion_publishes_again_with_a_higher_version() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        queue.crashBeforeDeletion = true;
        assertThat(tick()).isFalse();
        assertThat(queue.all()).hasSize(1);

        queue.crashBeforeDeletion = false;
        parts.now = parts.now.plusSeconds(60);
        assertThat(tick()).isTrue();

        assertThat(published()).containsExactly("north/s-1", "north/s-1");
        assertThat(versions()).containsExactly(1L, 2L);
        assertThat(queue.all()).isEmpty();
    }

    @Test
    void while_kafka_is_away_marks_stay_and_the_pauses_grow() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        publisher.away = true;
        for (int second = 0; second < 60; second++) {
            assertThat(tick()).isFalse();
            parts.now = parts.now.plusSeconds(1);
        }

        assertThat(queue.all()).hasSize(1);
        assertThat(relay.failing()).containsExactly(InMemoryMarkQueue.shard(NORTH, "s-1"));
        assertThat(told.failures).isBetween(6, 20);

        publisher.away = false;
        parts.now = parts.now.plusSeconds(60);
        assertThat(tick()).isTrue();
        assertThat(relay.failing()).isEmpty();
        assertThat(published()).containsExactly("north/s-1");
    }

    @Test
    void what_is_not_ready_stays_marked() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        parts.postponed.add("s-1");
        assertThat(tick()).isFalse();
        assertThat(queue.all()).hasSize(1);
        assertThat(publisher.committed).isEmpty();
        assertThat(relay.failing()).isEmpty();

        parts.postponed.clear();
        assertThat(tick()).isTrue();
        assertThat(queue.all()).isEmpty();
    }

    @Test
    void shards_of_another_process_are_left_alone() {
        parts.owned = new ShardOwnership.Owned(1, Set.of());
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");

        assertThat(tick()).isFalse();
        assertThat(queue.all()).hasSize(1);
        assertThat(publisher.calls).isEmpty();
    }

    @Test
    void a_new_term_opens_every_shard_anew_so_that_a_former_owner_is_fenced() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        tick();
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        tick();
        assertThat(publisher.calls).containsExactly("open", "publish", "publish");

        parts.owned = new ShardOwnership.Owned(2, Set.copyOf(Shard.all()));
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        tick();
        assertThat(publisher.calls).containsExactly("open", "publish", "publish", "discard", "open", "publish");
    }

    @Test
    void the_shard_is_opened_before_the_version_is_drawn_and_that_before_the_rows_are_read() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        tick();

        assertThat(told.order).containsExactly("version after open=1", "read at version 1");
    }

    @Test
    void not_knowing_what_is_owned_is_told_and_tried_again() {
        parts.owned = null;
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        assertThat(tick()).isFalse();
        assertThat(told.blind).isEqualTo(1);
        assertThat(relay.blind()).isTrue();

        parts.owned = new ShardOwnership.Owned(2, Set.copyOf(Shard.all()));
        assertThat(tick()).isTrue();
        assertThat(relay.blind()).isFalse();
    }

    @Test
    @Timeout(10)
    void R15_a_shard_that_hangs_delays_no_other() throws Exception {
        CountDownLatch kafka = publisher.hold(InMemoryMarkQueue.shard(NORTH, "s-1"));
        String phone = elsewhereThan("s-1");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Relay independent = parts.relay(threads);
            queue.mark(Kind.AUDIENCE, NORTH, "s-1");
            independent.tick(() -> {});
            assertThat(publisher.hanging.await(5, TimeUnit.SECONDS)).isTrue();

            queue.mark(Kind.BINDING, NORTH, phone);
            independent.tick(() -> {});
            await().atMost(SOON).until(() -> published().equals(List.of("north/" + phone)));
            assertThat(independent.close(Duration.ofMillis(10))).isFalse();

            kafka.countDown();
            assertThat(independent.close(SOON)).isTrue();
            assertThat(published()).containsExactly("north/" + phone, "north/s-1");
        } finally {
            kafka.countDown();
            threads.close();
        }
    }

    @Test
    void R15_a_logout_waits_for_no_more_than_the_batch_that_is_under_way() {
        for (int mark = 0; mark < 250; mark++) {
            queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        }
        assertThat(tick()).isTrue();
        queue.mark(Kind.REVOCATION, NORTH, "s-1");
        queue.mark(Kind.BINDING, NORTH, "s-1");

        assertThat(tick()).isTrue();
        assertThat(queue.all())
                .extracting(Mark::kind)
                .doesNotContain(Kind.BINDING)
                .contains(Kind.REVOCATION);
        assertThat(tick()).isTrue();
        assertThat(queue.all()).hasSize(150).extracting(Mark::kind).containsOnly(Kind.AUDIENCE);
    }

    @Test
    void nothing_is_started_any_more_once_it_is_closed() throws Exception {
        assertThat(relay.close(SOON)).isTrue();
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");

        assertThat(tick()).isFalse();
        assertThat(published()).isEmpty();
    }

    @Test
    void a_defect_of_a_shard_ends_the_relay() {
        queue.mark(Kind.AUDIENCE, NORTH, "s-1");
        told.defect = new AssertionError("a defect");
        publisher.away = true;

        assertThat(tick()).isTrue();
        assertThatThrownBy(this::tick).isInstanceOf(IllegalStateException.class).hasCause(told.defect);
    }

    private static String elsewhereThan(String key) {
        Shard shard = InMemoryMarkQueue.shard(NORTH, key);
        return IntStream.range(0, 100)
                .mapToObj(number -> "phone-" + number)
                .filter(phone -> !InMemoryMarkQueue.shard(NORTH, phone).equals(shard))
                .findFirst()
                .orElseThrow();
    }

    /// Shards run on the thread that ticks.
    ///
    /// @return whether there may be more to do at once
    private boolean tick() {
        AtomicBoolean again = new AtomicBoolean();
        relay.tick(() -> again.set(true));
        return again.get();
    }

    private List<String> published() {
        return publisher.keys();
    }

    private List<Long> versions() {
        return publisher.committed.stream()
                .map(publication -> Long.valueOf(new String(publication.record().value(), StandardCharsets.UTF_8)))
                .toList();
    }
}
