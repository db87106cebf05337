package org.belltower.registry.audit;

import java.time.Instant;
import java.util.Map;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// Which entries, newest first.
///
/// @param before only those with a lower number: the page after
/// @param filters what an entry must equal, by field: all of them
/// @param from the first moment; null for from the beginning
/// @param to the moment from which none is wanted; null for to the end
public record AuditRequest(
        long before,
        int limit,
        Map<String, String> filters,
        @Nullable Instant from,
        @Nullable Instant to) {
    private static final int LONGEST = 255;
    // What the database can compare with; whatever was audited lies between.
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    public AuditRequest {
        filters = Map.copyOf(filters);
        filters.forEach((field, value) -> InvalidFieldException.text(field, value, LONGEST));
        bounded("from", from);
        bounded("to", to);
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidFieldException("to", "must not be before from");
        }
    }

    private static void bounded(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw new InvalidFieldException(field, "must be a time from 1970 to 9999");
        }
    }
}
