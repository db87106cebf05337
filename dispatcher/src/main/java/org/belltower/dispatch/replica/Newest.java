package org.belltower.dispatch.replica;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/// The value with the highest version of every key.
///
/// Thread-safe.
public final class Newest<K, V> {
    private final ConcurrentMap<K, V> values = new ConcurrentHashMap<>();
    private final ToLongFunction<V> version;
    private final AtomicLong changes = new AtomicLong();

    public Newest(ToLongFunction<V> version) {
        this.version = version;
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Keeps the value unless a version that is as new is known. Repeatable.
    public void put(K key, V value) {
        values.merge(
                key,
                value,
                (known, offered) -> version.applyAsLong(offered) > version.applyAsLong(known) ? offered : known);
        changes.incrementAndGet();
    }

    public void remove(K key) {
        values.remove(key);
        changes.incrementAndGet();
    }

    /// Grows with each change, after it can be found.
    public long changes() {
        return changes.get();
    }

    public int size() {
        return values.size();
    }
}
