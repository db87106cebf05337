package org.belltower.registry.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.belltower.model.wire.RecordKey;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.model.wire.WireRecord;
import org.belltower.service.failure.RetryPolicy;
import org.jspecify.annotations.Nullable;

/// A relay without database and Kafka: what is marked, published and owned is said by the test. Not thread-safe.
final class InMemoryRelay {
    final InMemoryMarkQueue queue = new InMemoryMarkQueue();
    final RecordingPublisher publisher = new RecordingPublisher();
    final Told told = new Told();
    final AtomicLong version = new AtomicLong();
    final List<String> postponed = new ArrayList<>();
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    ShardOwnership.@Nullable Owned owned = new ShardOwnership.Owned(1, Set.copyOf(Shard.all()));

    Relay relay(Executor threads) {
        return new Relay(parts(), new Ownership(), threads);
    }

    ShardRelay shardRelay() {
        return new ShardRelay(new Shard(0), parts());
    }

    private Relay.Parts parts() {
        InstantSource clock = () -> now;
        return new Relay.Parts(
                queue,
                new State(),
                publisher,
                told,
                clock,
                new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(1)),
                100);
    }

    private final class Ownership implements ShardOwnership {
        @Override
        public Owned acquire() {
            ShardOwnership.Owned known = owned;
            if (known == null) {
                throw new IllegalStateException("the database is away");
            }
            return known;
        }

        @Override
        public void close() {}
    }

    private final class State implements CommittedState {
        @Override
        public long nextVersion() {
            told.order.add("version after open=" + publisher.calls.size());
            return version.incrementAndGet();
        }

        @Override
        public Reading read(List<Mark> marks, long drawn) {
            told.order.add("read at version " + drawn);
            List<Mark> ready = marks.stream()
                    .filter(mark -> !postponed.contains(mark.key()))
                    .toList();
            return new Reading(
                    ready.stream().map(mark -> publication(mark, drawn)).toList(), ready, List.of());
        }

        private static Publication publication(Mark mark, long drawn) {
            byte[] value = Long.toString(drawn).getBytes(StandardCharsets.UTF_8);
            return new Publication(
                    Topics.AUDIENCE, new WireRecord(new RecordKey(mark.district(), mark.key()), Map.of(), value));
        }
    }

    static final class Told implements RelayListener {
        final List<String> order = Collections.synchronizedList(new ArrayList<>());

        @Nullable
        AssertionError defect;

        int failures;
        int blind;

        @Override
        public void published(Shard shard, int marks, int records, Duration took) {}

        @Override
        public void withheld(TopicSpec topic, RecordKey student) {}

        @Override
        public void failed(Shard shard, RuntimeException cause) {
            if (defect != null) {
                throw defect;
            }
            failures++;
        }

        @Override
        public void blind(RuntimeException cause) {
            blind++;
        }
    }
}
