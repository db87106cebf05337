package org.belltower.dispatch.replica;

import java.util.ArrayList;
import java.util.List;
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
    /// By their numbers. A new list for each new value: they are few, and read with each lookup.
    private volatile List<T> values = List.of();

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
        return values.get(Math.toIntExact(number));
    }

    private int given(T value) {
        giving.lock();
        try {
            return numbers.computeIfAbsent(value, first -> {
                List<T> known = values;
                List<T> more = new ArrayList<>(known.size() + 1);
                more.addAll(known);
                more.add(first);
                values = more;
                return known.size();
            });
        } finally {
            giving.unlock();
        }
    }
}
