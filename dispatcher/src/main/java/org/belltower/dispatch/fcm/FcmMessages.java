package org.belltower.dispatch.fcm;

import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// What FCM is given to carry. The tag is the push's id: a notification with the same tag replaces the first on the
/// phone ("Android notification: tag"; notification messages ignore `collapse_key`). Pure.
final class FcmMessages {
    /// Firebase: "About FCM messages".
    private static final int MOST_BYTES = 4_096;

    private static final Duration LONGEST = Duration.ofDays(28);

    private FcmMessages() {}

    // Apps register tokens; what the library would rather have is another id, which they do not send.
    @SuppressWarnings("deprecation")
    static Message of(Push push, DeviceToken token, Instant now) {
        return Message.builder()
                .setToken(token.value())
                .setNotification(Notification.builder()
                        .setTitle(push.title())
                        .setBody(push.body())
                        .build())
                .putAllData(data(push))
                .setAndroidConfig(AndroidConfig.builder()
                        .setPriority(AndroidConfig.Priority.HIGH)
                        .setTtl(timeToLive(push, now).toMillis())
                        .setNotification(AndroidNotification.builder()
                                .setTag(push.id().toString())
                                .build())
                        .build())
                .build();
    }

    /// Whether the text, the data and the tag fit in what FCM carries.
    static boolean fits(Push push) {
        int bytes = bytes(push.title()) + bytes(push.body()) + bytes(push.id().toString());
        for (Map.Entry<String, String> entry : data(push).entrySet()) {
            bytes += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        return bytes <= MOST_BYTES;
    }

    /// At least none, at most what FCM takes.
    static Duration timeToLive(Push push, Instant now) {
        Duration left = Duration.between(now, push.expires());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private static Map<String, String> data(Push push) {
        return Map.of(
                "push", push.id().toString(),
                "district", push.district().value(),
                "area", push.area().name());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
