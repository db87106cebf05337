package org.belltower.registry.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// The twin of Kafka: what was committed, in order.
final class RecordingPublisher implements StatePublisher {
    final List<Publication> committed = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    /// Counted down when a publication hangs.
    final CountDownLatch hanging = new CountDownLatch(1);
    private final Map<Shard, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Set<Shard> open = new HashSet<>();
    boolean away;

    @Override
    public synchronized void open(Shard shard) {
        if (away) {
            throw new IllegalStateException("away");
        }
        if (open.add(shard)) {
            calls.add("open");
        }
    }

    /// From now on the shard's publications hang, until the latch is counted down.
    CountDownLatch hold(Shard shard) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(shard, latch);
        return latch;
    }

    @Override
    public void publish(Shard shard, List<Publication> publications) {
        CountDownLatch latch = held.get(shard);
        if (latch != null) {
            try {
                hanging.countDown();
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        record(shard, publications);
    }

    private synchronized void record(Shard shard, List<Publication> publications) {
        if (away || !open.contains(shard)) {
            throw new IllegalStateException("away, or not open");
        }
        calls.add("publish");
        committed.addAll(publications);
    }

    /// The keys of what was committed, in order.
    synchronized List<String> keys() {
        return committed.stream()
                .map(publication -> publication.record().key().toString())
                .toList();
    }

    @Override
    public synchronized void discard(Shard shard) {
        if (open.remove(shard)) {
            calls.add("discard");
        }
    }

    @Override
    public void close() {}
}
