package org.belltower.registry.platform;

import static org.belltower.model.InvalidFieldException.required;

import org.jspecify.annotations.Nullable;

/// What a district's table of supported platforms says of a phone.
public sealed interface Support {
    /// Nothing stands against it.
    record Supported() implements Support {}

    /// Nobody has told what it is, and the table asks.
    record NotTold() implements Support {}

    /// It is not supported.
    ///
    /// @param rule the id of the row that says so; null for [Cause#NOT_LISTED]: no row says otherwise
    record Unsupported(Cause cause, @Nullable String rule) implements Support {
        public Unsupported {
            required("cause", cause);
        }
    }

    /// Why it is not supported: the first of these.
    enum Cause {
        /// The table names platforms and classes, and not this one.
        NOT_LISTED,
        VERSION_TOO_LOW,
        MODEL_EXCLUDED,
        SCREEN_EXCLUDED
    }
}
