package org.belltower.dispatch.history.explanation;

import java.util.Arrays;
import org.belltower.model.outcome.Reason;
import org.jspecify.annotations.Nullable;

/// A reason with its words.
///
/// @param name of [Reason]
/// @param description in words; null of a reason that this version does not know
public record ToldReason(String name, @Nullable String description) {
    public static ToldReason of(String name) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .map(reason -> new ToldReason(name, reason.description()))
                .orElseGet(() -> new ToldReason(name, null));
    }

    public static @Nullable ToldReason ofNullable(@Nullable String name) {
        return name == null ? null : of(name);
    }
}
