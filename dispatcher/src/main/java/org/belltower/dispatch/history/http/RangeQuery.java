package org.belltower.dispatch.history.http;

import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.belltower.dispatch.history.Retention;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// From when to when, a page at a time.
public class RangeQuery {
    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("after")
    @Nullable
    String after;

    /// @throws MalformedMessageException naming the parameter that is no time
    Range range(Retention retention) throws MalformedMessageException {
        return range(from, to, limit, after, retention);
    }

    static Range range(
            @Nullable String from,
            @Nullable String to,
            @Nullable String limit,
            @Nullable String after,
            Retention retention)
            throws MalformedMessageException {
        Instant now = retention.time().instant();
        Duration kept = retention.kept();
        return Range.of(time("from", from), time("to", to), limit, after, now, kept);
    }

    private static @Nullable Instant time(String field, @Nullable String text) throws MalformedMessageException {
        return text == null ? null : CloudEventHeaders.time(field, text);
    }
}
