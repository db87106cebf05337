package org.belltower.dispatch.fcm;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.wire.JsonCodec;

/// What FCM is given to carry: "REST Resource: projects.messages" of the HTTP v1 API, by the field
/// names of firebase-admin. The tag is the push's id: a notification with the same tag replaces the
/// first on the phone ("AndroidNotification: tag"; notification messages ignore `collapse_key`).
/// Pure.
final class FcmPayload {
    /// Firebase: "About FCM messages".
    private static final int MOST_BYTES = 4_096;

    private static final int MOST_BYTES_OF_A_CHAR = 3;
    private static final Duration LONGEST = Duration.ofDays(28);
    private static final int USUAL_BYTES = 1_024;
    private static final int NANO_DIGITS = 9;

    private FcmPayload() {}

    /// The request, as [PushSender#send] hands it over. Written field by field: a tree of it would
    /// cost as much again as writing it.
    static byte[] json(Push push, DeviceToken token, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JsonCodec.mapper().createGenerator(out)) {
            String id = push.id().toString();
            json.writeStartObject();
            json.writeObjectFieldStart("message");
            json.writeStringField("token", token.value());
            json.writeObjectFieldStart("notification");
            json.writeStringField("title", push.title());
            json.writeStringField("body", push.body());
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            json.writeStringField("push", id);
            json.writeStringField("district", push.district().value());
            json.writeStringField("area", push.area().name());
            json.writeEndObject();
            json.writeObjectFieldStart("android");
            json.writeStringField("priority", "high");
            json.writeStringField("ttl", seconds(timeToLive(push, now)));
            json.writeObjectFieldStart("notification");
            json.writeStringField("tag", id);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    /// A duration of protobuf's JSON, to the millisecond: `3599s`, `3599.250000000s`.
    private static String seconds(Duration duration) {
        int millis = duration.toMillisPart();
        if (millis == 0) {
            return duration.toSeconds() + "s";
        }
        String nanos = Integer.toString(millis * 1_000_000);
        return duration.toSeconds() + "." + "0".repeat(NANO_DIGITS - nanos.length()) + nanos + "s";
    }

    /// Whether the text, the data and the tag fit in what FCM carries.
    static boolean fits(Push push) {
        String[] texts = {
            push.title(),
            push.body(),
            push.id().toString(),
            "push",
            push.id().toString(),
            "district",
            push.district().value(),
            "area",
            push.area().name()
        };
        int chars = 0;
        for (String text : texts) {
            chars += text.length();
        }
        return chars * MOST_BYTES_OF_A_CHAR <= MOST_BYTES || bytes(texts) <= MOST_BYTES;
    }

    private static int bytes(String[] texts) {
        int bytes = 0;
        for (String text : texts) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    /// At least none, at most what FCM takes.
    static Duration timeToLive(Push push, Instant now) {
        Duration left = Duration.between(now, push.expires());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }
}
