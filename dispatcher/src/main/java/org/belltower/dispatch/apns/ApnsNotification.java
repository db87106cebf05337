package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.belltower.dispatch.send.LastLook;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// One attempt to send one push. Pushy keeps a queue of its own for as long as it has no
/// connection: a push that waited there is looked at once more, and once it is abandoned it cannot
/// leave, for it may have been sent anew.
///
/// Thread-safe.
final class ApnsNotification implements ApnsPushNotification {
    private final Push push;
    private final DeviceToken token;
    private final String topic;
    private final ApnsPayload payload;
    private final LastLook look;
    private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.WANTED);
    private volatile boolean heldBack;

    ApnsNotification(Push push, DeviceToken token, String topic, ApnsPayload payload, LastLook look) {
        this.push = push;
        this.token = token;
        this.topic = topic;
        this.payload = payload;
        this.look = look;
    }

    /// Whether its answer is wanted.
    private enum Wish {
        WANTED,
        ABANDONED,
        ANSWERED
    }

    /// @return false if it was abandoned or answered before
    boolean abandon() {
        return wish.compareAndSet(Wish.WANTED, Wish.ABANDONED);
    }

    /// Pushy has done with it.
    ///
    /// @return whether it was abandoned before
    boolean end() {
        return wish.getAndSet(Wish.ANSWERED) == Wish.ABANDONED;
    }

    /// Whether the last look kept it from leaving.
    boolean isHeldBack() {
        return heldBack;
    }

    /// Pushy asks for the token when it writes the request; a failure here fails this request
    /// alone.
    @Override
    public String getToken() {
        if (wish.get() == Wish.ABANDONED) {
            throw new IllegalStateException("the attempt was abandoned");
        }
        if (!look.mayLeave()) {
            heldBack = true;
            throw new IllegalStateException("the push may not leave any more");
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
