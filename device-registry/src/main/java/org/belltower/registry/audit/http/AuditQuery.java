package org.belltower.registry.audit.http;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.wire.CloudEventHeaders;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.registry.audit.AuditEntry;
import org.belltower.registry.audit.AuditRequest;
import org.belltower.registry.page.Filters;
import org.belltower.registry.page.PageRequest;
import org.jspecify.annotations.Nullable;

/// What the audit may be asked.
public class AuditQuery {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @QueryParam("after")
    @Nullable
    String after;

    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("subjectKind")
    @Nullable
    String subjectKind;

    @QueryParam("subject")
    @Nullable
    String subject;

    @QueryParam("actorKind")
    @Nullable
    String actorKind;

    @QueryParam("actor")
    @Nullable
    String actor;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    AuditRequest request() throws MalformedMessageException {
        Map<String, String> filters = new HashMap<>();
        put(filters, "subjectKind", Filters.oneOf("subjectKind", subjectKind, AuditEntry.Subject.KINDS));
        put(filters, "subject", subject);
        put(filters, "actorKind", Filters.oneOf("actorKind", actorKind, AuditEntry.Actor.KINDS));
        put(filters, "actor", actor);
        return new AuditRequest(
                before(after), PageRequest.of(null, limit).limit(), filters, time("from", from), time("to", to));
    }

    private static void put(Map<String, String> filters, String field, @Nullable String value) {
        if (value != null) {
            filters.put(field, value);
        }
    }

    private static long before(@Nullable String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        if (!NUMBER.matcher(after).matches()) {
            throw new InvalidFieldException("after", "must be what an answer gave as next");
        }
        return Long.parseLong(after);
    }

    private static @Nullable Instant time(String field, @Nullable String text) throws MalformedMessageException {
        return text == null ? null : CloudEventHeaders.time(field, text);
    }
}
