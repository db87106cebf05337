package org.belltower.dispatch.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// A refusal of FCM, as far as it decides anything. Its message text is left behind: it may quote what was sent.
///
/// @param code the `FcmError` code of the details, else the status: `UNREGISTERED`, `UNAVAILABLE`; empty if
///     neither is there
/// @param namesToken whether the details say that it is the token that is invalid
record FcmAnswer(int status, String code, boolean namesToken, Optional<Duration> retryAfter) {
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final String TOKEN_FIELD = "message.token";

    /// @param retryAfter the header's value: seconds or a date (RFC 9110, section 10.2.3); blank or unreadable counts
    ///     as none
    static FcmAnswer of(int status, byte[] body, String retryAfter, Instant now) {
        JsonNode error = error(body);
        return new FcmAnswer(status, code(error), namesToken(error), duration(retryAfter.strip(), now));
    }

    private static JsonNode error(byte[] body) {
        try {
            return JsonCodec.read(body, JsonNode.class).path("error");
        } catch (MalformedMessageException e) {
            // A proxy's page, or nothing: the status alone decides.
            return JsonCodec.mapper().missingNode();
        }
    }

    private static String code(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (FCM_ERROR.equals(detail.path("@type").asText())) {
                return detail.path("errorCode").asText();
            }
        }
        return error.path("status").asText();
    }

    private static boolean namesToken(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                if (TOKEN_FIELD.equals(violation.path("field").asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Duration> duration(String retryAfter, Instant now) {
        if (retryAfter.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Integer.parseInt(retryAfter))));
        } catch (NumberFormatException e) {
            return until(retryAfter, now);
        }
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
