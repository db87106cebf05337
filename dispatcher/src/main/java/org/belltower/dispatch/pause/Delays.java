package org.belltower.dispatch.pause;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/// Where pushes wait for their time without a thread. As many wait as the windows of the partitions
/// are wide, no more.
///
/// Thread-safe. Guests are called outside the lock, on the thread that ticks or wakes.
public final class Delays {
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparing(Entry::due));

    public Delays(InstantSource time) {
        this.time = time;
    }

    /// Who waits.
    @FunctionalInterface
    public interface Guest {
        /// Its time has come, or everybody was woken: it is not waited for here any more. Must
        /// neither block nor throw.
        void look();
    }

    private record Entry(Instant due, Guest guest) {}

    /// Lets it wait until then.
    public void enter(Instant due, Guest guest) {
        lock.lock();
        try {
            entries.add(new Entry(due, guest));
        } finally {
            lock.unlock();
        }
    }

    /// Calls those whose time has come.
    public void tick() {
        Instant now = time.instant();
        List<Guest> due = new ArrayList<>();
        lock.lock();
        try {
            for (Entry first = entries.peek(); first != null && !first.due.isAfter(now); first = entries.peek()) {
                due.add(entries.remove().guest);
            }
        } finally {
            lock.unlock();
        }
        due.forEach(Guest::look);
    }

    /// Calls all, whatever their time: something has changed.
    public void wake() {
        List<Guest> all;
        lock.lock();
        try {
            all = entries.stream().map(Entry::guest).toList();
            entries.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(Guest::look);
    }

    /// When the first is due.
    public Optional<Instant> next() {
        lock.lock();
        try {
            return Optional.ofNullable(entries.peek()).map(Entry::due);
        } finally {
            lock.unlock();
        }
    }
}
