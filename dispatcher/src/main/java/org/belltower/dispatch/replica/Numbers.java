package org.belltower.dispatch.replica;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps once what many records have in common, and gives it a number to stand in its place: a district's id,
/// an app's, what is on or off together. They are given one after another, so what comes early has a short
/// one. Nothing leaves it again, so it is for what has few different values: no dates, no ids of people.
///
/// Thread-safe; a number can be read as soon as it was given.
public final class Numbers<T> {
    private final ConcurrentMap<T, Integer> numbers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, T> values = new ConcurrentHashMap<>();
    private final ReentrantLock giving = new ReentrantLock();

    /// The value's number, given now if it has none.
    public int of(T value) {
        Integer known = numbers.get(value);
        return known == null ? given(value) : known;
    }

    /// @return empty if the value has no number
    public OptionalInt find(T value) {
        Integer known = numbers.get(value);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    /// @param number one that was given
    /// @return the first value that was equal to it
    public T value(long number) {
        return Objects.requireNonNull(values.get(Math.toIntExact(number)));
    }

    private int given(T value) {
        giving.lock();
        try {
            return numbers.computeIfAbsent(value, first -> {
                int next = values.size();
                values.put(next, first);
                return next;
            });
        } finally {
            giving.unlock();
        }
    }
}
