package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// An event's context attributes as text, wherever they stood, and its data.
///
/// @param errors what is wrong with them so far
record Attributes(Map<String, String> values, @Nullable JsonNode data, FieldErrors errors) {
    // CloudEvents 1.0, "Attribute Naming Convention": lower-case letters and digits, and not much more than 20 of them.
    private static final int LONGEST_NAME = 40;

    String required(String name) throws MalformedMessageException {
        String value = values.get(name);
        if (value == null) {
            throw new MalformedMessageException(name, "is required");
        }
        return value;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// Whether an attribute may be called so. One that may not is refused, not ignored: `Origin` for `origin`
    /// would turn a backfill into news.
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }

    static void refuseName(FieldErrors errors) {
        errors.add("attributes", "must have names of lower-case letters and digits");
    }
}
