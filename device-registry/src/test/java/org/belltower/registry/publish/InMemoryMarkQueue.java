package org.belltower.registry.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.model.DistrictId;
import org.belltower.registry.publish.Mark.Kind;

/// The twin of the database's queue. Its deletion can be made to fail, as a crash between Kafka's commit and the
/// deletion would.
final class InMemoryMarkQueue implements MarkQueue {
    private final List<Mark> marks = new ArrayList<>();
    private long lastId;
    boolean crashBeforeDeletion;

    synchronized void mark(Kind kind, DistrictId district, String key) {
        lastId++;
        marks.add(new Mark(lastId, kind, district, key));
    }

    synchronized List<Mark> all() {
        return List.copyOf(marks);
    }

    static Shard shard(DistrictId district, String key) {
        return new Shard(Math.floorMod(Objects.hash(district, key), Shard.COUNT));
    }

    private static Shard shard(Mark mark) {
        return shard(mark.district(), mark.key());
    }

    @Override
    public synchronized Set<Shard> waiting() {
        return marks.stream().map(InMemoryMarkQueue::shard).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Mark> claim(Shard shard, int limit) {
        List<Mark> waiting =
                marks.stream().filter(mark -> shard(mark).equals(shard)).toList();
        int turn = waiting.stream().mapToInt(InMemoryMarkQueue::turn).min().orElse(0);
        return waiting.stream().filter(mark -> turn(mark) == turn).limit(limit).toList();
    }

    private static int turn(Mark mark) {
        return switch (mark.kind()) {
            case BINDING, SETTINGS, CREDENTIAL -> 0;
            case REVOCATION -> 1;
            case AUDIENCE -> 2;
        };
    }

    @Override
    public synchronized void delete(Collection<Mark> deleted) {
        if (crashBeforeDeletion) {
            throw new IllegalStateException("crashed before the deletion");
        }
        marks.removeAll(deleted);
    }
}
