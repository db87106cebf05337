package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// One attempt to send one push. Once it is abandoned it cannot leave: Pushy keeps a queue of its own for as long
/// as it has no connection, and a push that waited there may have lost its right to leave, or have been sent anew.
///
/// Thread-safe.
final class ApnsNotification implements ApnsPushNotification {
    private final Push push;
    private final DeviceToken token;
    private final String topic;
    private final ApnsPayload payload;
    private volatile boolean abandoned;

    ApnsNotification(Push push, DeviceToken token, String topic, ApnsPayload payload) {
        this.push = push;
        this.token = token;
        this.topic = topic;
        this.payload = payload;
    }

    void abandon() {
        abandoned = true;
    }

    /// Pushy asks for the token when it writes the request; a failure here fails this request alone.
    @Override
    public String getToken() {
        if (abandoned) {
            throw new IllegalStateException("the attempt was abandoned");
        }
        return token.value();
    }

    @Override
    public String getPayload() {
        return payload.json();
    }

    @Override
    public Instant getExpiration() {
        return push.expires();
    }

    @Override
    public DeliveryPriority getPriority() {
        return DeliveryPriority.IMMEDIATE;
    }

    @Override
    public PushType getPushType() {
        return PushType.ALERT;
    }

    @Override
    public String getTopic() {
        return topic;
    }

    /// The push, never its subject: a late retry must not overwrite a newer grade.
    @Override
    public String getCollapseId() {
        return push.id().toString();
    }

    @Override
    public UUID getApnsId() {
        return push.id().value();
    }

    @Override
    public String toString() {
        return "ApnsNotification[" + push.id() + "]";
    }
}
