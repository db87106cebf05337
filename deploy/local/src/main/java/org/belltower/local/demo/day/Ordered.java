package org.belltower.local.demo.day;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps in the order in which they were written.
final class Ordered {
    private Ordered() {}

    /// A copy that cannot be changed; empty for what was left out.
    static <K, V> Map<K, V> copy(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
