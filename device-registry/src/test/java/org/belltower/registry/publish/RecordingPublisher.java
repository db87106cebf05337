package org.belltower.registry.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The twin of Kafka: what was committed, in order.
final class RecordingPublisher implements StatePublisher {
    final List<Publication> committed = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
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

    @Override
    public synchronized void publish(Shard shard, List<Publication> publications) {
        if (away || !open.contains(shard)) {
            throw new IllegalStateException("away, or not open");
        }
        calls.add("publish");
        committed.addAll(publications);
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
