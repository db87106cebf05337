package org.belltower.dispatch.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;

/// A refusal of FCM, as far as it decides anything. Its message text is left behind: it may quote what was sent.
///
/// @param code the `FcmError` code of the details, else the status: `UNREGISTERED`, `UNAVAILABLE`; empty if
///     neither is there
/// @param namesToken whether the details say that it is the token that is invalid
/// @param namesDevice whether the details say that it is the device's own quota that is used up
record FcmAnswer(int status, String code, boolean namesToken, boolean namesDevice, Optional<Duration> retryAfter) {
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final String QUOTA_FAILURE = "type.googleapis.com/google.rpc.QuotaFailure";
    private static final String TOKEN_FIELD = "message.token";

    /// Who asks for more is asked again after a day: nobody means to be left alone for ever.
    private static final Duration LONGEST = Duration.ofDays(1);

    /// "Device message rate exceeded", `DeviceMessageRate`, `device_messages`: Firebase says that the
    /// details tell a project's quota from a device's, and does not say how.
    private static final Pattern DEVICE_QUOTA = Pattern.compile("device[ _-]?message", Pattern.CASE_INSENSITIVE);

    /// @param retryAfter the header's value: seconds or a date (RFC 9110, section 10.2.3); blank or unreadable counts
    ///     as none, more than a day as a day
    static FcmAnswer of(int status, byte[] body, String retryAfter, Instant now) {
        JsonNode error = error(body);
        return new FcmAnswer(
                status, code(error), namesToken(error), namesDevice(error), duration(retryAfter.strip(), now));
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

    /// Whether it is meant by all that was exceeded: in doubt it is the project.
    private static boolean namesDevice(JsonNode error) {
        boolean found = false;
        for (JsonNode detail : error.path("details")) {
            if (QUOTA_FAILURE.equals(detail.path("@type").asText())) {
                for (JsonNode violation : detail.path("violations")) {
                    if (!isOfDevice(violation)) {
                        return false;
                    }
                    found = true;
                }
            }
        }
        return found;
    }

    /// Not by its subject: that may be the name of a project.
    private static boolean isOfDevice(JsonNode violation) {
        return Stream.of("description", "quotaMetric", "quotaId")
                .anyMatch(field ->
                        DEVICE_QUOTA.matcher(violation.path(field).asText()).find());
    }

    private static Optional<Duration> duration(String retryAfter, Instant now) {
        return asked(retryAfter, now).map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }

    private static Optional<Duration> asked(String retryAfter, Instant now) {
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
