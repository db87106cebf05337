package org.belltower.benchmarks.fcm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import java.time.Instant;
import java.util.UUID;
import org.belltower.model.Area;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.JsonCodec;

/// The same message in the three forms in which it is handed over: a push, firebase-admin's, and
/// JSON.
final class SampleMessages {
    private static final String TITLE = "Grades";
    private static final String BODY = "A grade in Algebra II was updated.";
    private static final DistrictId DISTRICT = new DistrictId("north");
    private static final long HOUR_MILLIS = 3_600_000;
    private static final String TOKEN_END = "APA91bGkq0xYc7w2".repeat(9);

    private SampleMessages() {}

    static DeviceToken token(int number) {
        return new DeviceToken("%015x:%s".formatted(number, TOKEN_END));
    }

    static Push push(int number) {
        Instant now = Instant.now();
        return new Push(
                new PushId(id(number)),
                DISTRICT,
                new DeviceId("phone-" + number),
                new PersonId("g-" + number),
                1,
                new PushCause.TestCause(),
                Area.GRADES,
                TITLE,
                BODY,
                now,
                now.plusMillis(HOUR_MILLIS));
    }

    private static UUID id(int number) {
        return new UUID(number, number);
    }

    // Apps register tokens; what the library would rather have is another id, which they do not send.
    @SuppressWarnings("deprecation")
    static Message message(int number) {
        return Message.builder()
                .setToken(token(number).value())
                .setNotification(
                        Notification.builder().setTitle(TITLE).setBody(BODY).build())
                .putData("push", id(number).toString())
                .putData("district", DISTRICT.value())
                .putData("area", Area.GRADES.name())
                .setAndroidConfig(AndroidConfig.builder()
                        .setPriority(AndroidConfig.Priority.HIGH)
                        .setTtl(HOUR_MILLIS)
                        .setNotification(AndroidNotification.builder()
                                .setTag(id(number).toString())
                                .build())
                        .build())
                .build();
    }

    static byte[] json(int number) {
        ObjectNode request = JsonCodec.mapper().createObjectNode();
        ObjectNode message =
                request.putObject("message").put("token", token(number).value());
        message.putObject("notification").put("title", TITLE).put("body", BODY);
        message.putObject("data")
                .put("push", id(number).toString())
                .put("district", DISTRICT.value())
                .put("area", Area.GRADES.name());
        ObjectNode android =
                message.putObject("android").put("priority", "high").put("ttl", "3600s");
        android.putObject("notification").put("tag", id(number).toString());
        return JsonCodec.write(request);
    }
}
