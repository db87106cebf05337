package org.belltower.dispatch.apns.pool;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;

/// Pushy connects when it is given something to send, and by nothing else. This is given to it, and
/// does not leave: no push waits inside of Pushy.
final class Opening implements ApnsPushNotification {
    /// Pushy asks for this when it writes the request; a failure here fails this request alone.
    @Override
    public String getToken() {
        throw new IllegalStateException("the connection is open");
    }

    @Override
    public String getPayload() {
        return "";
    }

    @Override
    public Instant getExpiration() {
        return Instant.EPOCH;
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
        return "";
    }

    @Override
    public String getCollapseId() {
        return "";
    }

    @Override
    public UUID getApnsId() {
        return new UUID(0, 0);
    }
}
