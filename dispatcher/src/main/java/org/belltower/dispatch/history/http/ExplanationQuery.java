package org.belltower.dispatch.history.http;

import jakarta.ws.rs.QueryParam;
import org.belltower.dispatch.history.Retention;
import org.belltower.dispatch.history.explanation.About;
import org.belltower.dispatch.history.explanation.Range;
import org.belltower.model.wire.MalformedMessageException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// What explanations may be asked for.
public class ExplanationQuery {
    @QueryParam("client")
    @Parameter(description = "Who sent the event; only with source and id, if they alone are not enough")
    @Nullable
    String client;

    @QueryParam("source")
    @Parameter(description = "The event's CloudEvents source")
    @Nullable
    String source;

    @QueryParam("id")
    @Parameter(description = "The event's CloudEvents id")
    @Nullable
    String id;

    @QueryParam("device")
    @Parameter(description = "Only this device's candidates")
    @Nullable
    String device;

    @QueryParam("student")
    @Nullable
    String student;

    @QueryParam("from")
    @Parameter(description = "The first moment, RFC 3339; seven days ago if not given")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "The moment from which none is wanted; now if not given")
    @Nullable
    String to;

    @QueryParam("limit")
    @Parameter(description = "The most on a page: 1 to 200, 50 if not given")
    @Nullable
    String limit;

    @QueryParam("after")
    @Parameter(description = "What the page before gave as next")
    @Nullable
    String after;

    About about() {
        return About.of(client, source, id, device, student);
    }

    /// @throws MalformedMessageException naming the parameter that is no time
    Range range(Retention retention) throws MalformedMessageException {
        return RangeQuery.range(from, to, limit, after, retention);
    }
}
