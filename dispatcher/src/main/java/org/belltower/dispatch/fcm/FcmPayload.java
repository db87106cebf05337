package org.belltower.dispatch.fcm;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.belltower.dispatch.send.Notification;
import org.belltower.model.Area;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushText;
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
    static byte[] json(Notification notification, DeviceToken token, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JsonCodec.mapper().createGenerator(out)) {
            String id = notification.id().toString();
            json.writeStartObject();
            json.writeObjectFieldStart("message");
            json.writeStringField("token", token.value());
            json.writeObjectFieldStart("notification");
            json.writeStringField("title", notification.text().title());
            json.writeStringField("body", notification.text().body());
            json.writeEndObject();
            json.writeObjectFieldStart("data");
            json.writeStringField("push", id);
            json.writeStringField("district", notification.district().value());
            Area area = notification.area();
            if (area != null) {
                json.writeStringField("area", area.name());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("android");
            json.writeStringField("priority", "high");
            json.writeStringField("ttl", seconds(timeToLive(notification, now)));
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
    static boolean fits(Notification notification) {
        List<String> texts = texts(notification);
        int chars = 0;
        for (String text : texts) {
            chars += text.length();
        }
        return chars * MOST_BYTES_OF_A_CHAR <= MOST_BYTES || bytes(texts) <= MOST_BYTES;
    }

    private static List<String> texts(Notification notification) {
        String id = notification.id().toString();
        PushText text = notification.text();
        Area area = notification.area();
        return area == null
                ? List.of(
                        text.title(),
                        text.body(),
                        id,
                        "push",
                        id,
                        "district",
                        notification.district().value())
                : List.of(
                        text.title(),
                        text.body(),
                        id,
                        "push",
                        id,
                        "district",
                        notification.district().value(),
                        "area",
                        area.name());
    }

    private static int bytes(List<String> texts) {
        int bytes = 0;
        for (String text : texts) {
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    /// At least none, at most what FCM takes.
    static Duration timeToLive(Notification notification, Instant now) {
        Duration left = Duration.between(now, notification.expires());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }
}
