package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;
import org.belltower.dispatch.send.Notification;
import org.belltower.model.push.DeviceToken;

/// A push as Pushy wants it. Immutable.
record ApnsNotification(Notification notification, DeviceToken device, String topic, ApnsPayload payload)
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
        return notification.expires();
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
        return notification.id().toString();
    }

    @Override
    public UUID getApnsId() {
        return notification.id().value();
    }

    @Override
    public String toString() {
        return "ApnsNotification[" + notification.id() + "]";
    }
}
