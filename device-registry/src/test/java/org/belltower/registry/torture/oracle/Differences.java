package org.belltower.registry.torture.oracle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// Where the topics say something else than they must.
public final class Differences {
    private Differences() {}

    /// The key and both records of each, whole: all that is in them was made up.
    public static List<String> between(Map<String, Object> database, Map<String, Object> topics) {
        Set<String> keys = new TreeSet<>(database.keySet());
        keys.addAll(topics.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(database.get(key), topics.get(key)))
                .map(key -> key + "\n  database: " + text(database.get(key)) + "\n  topic:    " + text(topics.get(key)))
                .toList();
    }

    private static String text(@Nullable Object record) {
        return record == null ? "nothing" : new String(JsonCodec.write(record), StandardCharsets.UTF_8);
    }
}
