package org.belltower.dispatch.flow;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// How many requests the live connections of each credential carry at once: the sum of what those
/// say who hold connections for it, as there are two while one takes another's place.
///
/// Thread-safe. Whoever says something may have to tell the sum, and what others say meanwhile, so
/// that the last that is told is the newest; who is told may send on that thread.
public final class CarriedStreams {
    private final ObjIntConsumer<Credential> told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credential, Map<Object, Integer>> shares = new HashMap<>();
    private final Queue<Credential> changed = new ArrayDeque<>();
    private boolean telling;

    /// @param told of each sum that is another than before; 0 if nobody carries any more
    public CarriedStreams(ObjIntConsumer<Credential> told) {
        this.told = told;
    }

    /// For one more who holds connections for the credential.
    ///
    /// @return told how many requests they carry; with 0 it does not count any more
    public IntConsumer share(Credential credential) {
        Object holder = new Object();
        return streams -> says(credential, holder, streams);
    }

    private void says(Credential credential, Object holder, int streams) {
        lock.lock();
        try {
            Map<Object, Integer> holders = shares.computeIfAbsent(credential, _ -> new LinkedHashMap<>());
            if (streams == 0) {
                holders.remove(holder);
            } else {
                holders.put(holder, streams);
            }
            changed.add(credential);
            if (telling) {
                return;
            }
            telling = true;
        } finally {
            lock.unlock();
        }
        tellAll();
    }

    private void tellAll() {
        boolean done = false;
        try {
            for (Sum sum = next(); sum != null; sum = next()) {
                told.accept(sum.credential(), sum.streams());
            }
            done = true;
        } finally {
            if (!done) {
                stopTelling();
            }
        }
    }

    private void stopTelling() {
        lock.lock();
        try {
            telling = false;
        } finally {
            lock.unlock();
        }
    }

    private record Sum(Credential credential, int streams) {}

    private @Nullable Sum next() {
        lock.lock();
        try {
            Credential next = changed.poll();
            if (next == null) {
                telling = false;
                return null;
            }
            Map<Object, Integer> holders = shares.getOrDefault(next, Map.of());
            if (holders.isEmpty()) {
                shares.remove(next);
            }
            return new Sum(
                    next, holders.values().stream().mapToInt(Integer::intValue).sum());
        } finally {
            lock.unlock();
        }
    }
}
