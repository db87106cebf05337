package org.belltower.dispatch.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.belltower.model.DistrictId;
import org.jspecify.annotations.Nullable;

/// A queue in which districts take turns: one item of each, round and round (round robin; Nagle,
/// "On Packet Switches With Infinite Storage", RFC 970). So of two districts that both wait each
/// gets half, whether it waits with ten or with a million. Within a district, first come, first
/// served.
///
/// Not thread-safe.
final class FairQueue<T> {
    private final Map<DistrictId, Deque<T>> queues = new HashMap<>();
    private final Deque<DistrictId> turns = new ArrayDeque<>();
    private int size;

    void add(DistrictId district, T item) {
        Deque<T> queue = queues.get(district);
        if (queue == null) {
            queue = new ArrayDeque<>();
            queues.put(district, queue);
            turns.add(district);
        }
        queue.add(item);
        size++;
    }

    /// Takes the first of the next district whose first may go. A district whose first may not is
    /// passed over and keeps its place.
    ///
    /// @return null if there is none
    @Nullable
    T poll(Predicate<? super T> mayGo) {
        for (Iterator<DistrictId> next = turns.iterator(); next.hasNext(); ) {
            DistrictId district = next.next();
            Deque<T> queue = queue(district);
            if (mayGo.test(queue.getFirst())) {
                next.remove();
                T item = queue.removeFirst();
                size--;
                if (queue.isEmpty()) {
                    queues.remove(district);
                } else {
                    turns.add(district);
                }
                return item;
            }
        }
        return null;
    }

    /// Takes out all of these.
    List<T> removeIf(Predicate<? super T> unwanted) {
        List<T> removed = new ArrayList<>();
        turns.removeIf(district -> {
            Deque<T> queue = queue(district);
            queue.removeIf(item -> unwanted.test(item) && removed.add(item));
            if (queue.isEmpty()) {
                queues.remove(district);
            }
            return queue.isEmpty();
        });
        size -= removed.size();
        return removed;
    }

    /// The first of each district that waits: within it, none has waited for longer.
    Stream<T> firsts() {
        return queues.values().stream().map(Deque::getFirst);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    private Deque<T> queue(DistrictId district) {
        Deque<T> queue = queues.get(district);
        if (queue == null) {
            throw new IllegalStateException("a turn of a district that does not wait");
        }
        return queue;
    }
}
