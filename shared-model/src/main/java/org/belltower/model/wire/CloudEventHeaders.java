package org.belltower.model.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// The header names of a record, and reading them.
public final class CloudEventHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /// Extension: the tenant.
    public static final String DISTRICT = "ce_district";
    /// Extension: the producer's client id.
    public static final String CLIENT = "ce_client";
    /// Extension: [org.belltower.model.change.Origin], in lower case.
    public static final String ORIGIN = "ce_origin";
    /// Extensions: [org.belltower.model.change.SourcePosition], both or none.
    public static final String GENERATION = "ce_generation";

    public static final String POSITION = "ce_position";

    /// Extension: `true` if the source says that the item had this value before, [org.belltower.model.change.ItemStep].
    public static final String UNCHANGED = "ce_unchanged";
    /// Extension: what became of the item, [org.belltower.model.change.ItemStep], if it was not upserted.
    public static final String STEP = "ce_step";
    /// Extension: of an item that moved, what it was called.
    public static final String FORMER_ITEM = "ce_formeritem";

    private CloudEventHeaders() {}

    static String required(Map<String, String> headers, String name) throws MalformedMessageException {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new MalformedMessageException(name, "is required");
        }
        return value;
    }

    /// @throws MalformedMessageException if it is not an RFC 3339 timestamp
    public static Instant time(String field, String text) throws MalformedMessageException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedMessageException(field, "must be an RFC 3339 timestamp");
        }
    }

    /// @throws MalformedMessageException if it is there and no whole number from 0 up
    public static Optional<Long> number(String field, @Nullable String text) throws MalformedMessageException {
        if (text == null) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, as a negative number is.
        }
        throw new MalformedMessageException(field, "must be a whole number from 0 up");
    }

    static MalformedMessageException malformed(InvalidFieldException e) {
        return new MalformedMessageException(e.field(), e.rule());
    }
}
