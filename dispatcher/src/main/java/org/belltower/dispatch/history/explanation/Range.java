package org.belltower.dispatch.history.explanation;

import java.time.Duration;
import java.time.Instant;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// From when to when, and which part of it.
///
/// @param from the first moment
/// @param to the moment from which none is wanted
/// @param after the end of the page before
public record Range(Instant from, Instant to, int limit, Cursor after) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MOST = 200;

    private static final Duration DEFAULT = Duration.ofDays(7);
    // Clocks differ: what was decided just now is to be found.
    private static final Duration AHEAD = Duration.ofHours(1);

    public Range {
        if (!from.isBefore(to)) {
            throw new InvalidFieldException("to", "must be after from");
        }
    }

    /// As it was asked for; what was not given is null.
    ///
    /// @param longest how long is kept
    /// @throws InvalidFieldException naming the parameter that is wrong
    public static Range of(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String limit,
            @Nullable String after,
            Instant now,
            Duration longest) {
        Instant end = to == null ? now.plus(AHEAD) : to;
        Instant oldest = now.minus(longest).minus(AHEAD);
        if (from != null && from.isBefore(oldest)) {
            throw new InvalidFieldException("from", "must not be longer ago than " + longest + ": no more is kept");
        }
        Instant begin = from == null ? latest((to == null ? now : to).minus(DEFAULT), oldest) : from;
        if (end.isAfter(Cursor.NEWEST.at())) {
            throw new InvalidFieldException("to", "must be a time before the year 9999");
        }
        return new Range(begin, end, limit(limit), after == null ? Cursor.NEWEST : Cursor.parse(after));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidFieldException("limit", "must be a whole number from 1 to " + MOST);
    }
}
