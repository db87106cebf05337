package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// A push as Pushy wants it. Immutable.
record ApnsNotification(Push push, DeviceToken device, String topic, ApnsPayload payload)
        implements ApnsPushNotification {
    @Override
    public String getToken() {
        return device.value();
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
