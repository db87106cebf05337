package org.belltower.dispatch.replica;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Keeps once what many records have in common: a district's id, an app's, a standing. Nothing leaves it again, so
/// it is for what has few different values.
///
/// Thread-safe.
public final class Shared {
    private final ConcurrentMap<Object, Object> known = new ConcurrentHashMap<>();

    /// @param value a record or an enum: what equals it is of its type
    /// @return the first that was equal to it
    @SuppressWarnings("unchecked") // What is equal to a T here is a T.
    public <T> T once(T value) {
        Object first = known.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }
}
