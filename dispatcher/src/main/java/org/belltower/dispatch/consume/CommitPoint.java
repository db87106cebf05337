package org.belltower.dispatch.consume;

import java.util.OptionalLong;

/// What is committed for a partition: where to go on, and where the tail of the outcomes begins that tells what at or
/// above the position is done already.
///
/// @param position every record of the lane below it has an outcome
/// @param outcomesFrom an offset of the outcomes' partition of the same number: every outcome of a record at or above
///     the position stands at or above it
public record CommitPoint(long position, long outcomesFrom) {
    private static final String NAME = "outcomes-from=";

    /// The tail's beginning as it stands in the metadata of the commit.
    public String metadata() {
        return NAME + outcomesFrom;
    }

    /// Reads [#metadata()] back; empty if there is none, or if it is not ours: then the outcomes are to be read from
    /// their beginning.
    public static OptionalLong outcomesFrom(String metadata) {
        if (!metadata.startsWith(NAME)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(metadata.substring(NAME.length())));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
