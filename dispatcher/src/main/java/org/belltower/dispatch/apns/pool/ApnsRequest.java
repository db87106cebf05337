package org.belltower.dispatch.apns.pool;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.PushSender;
import org.jspecify.annotations.Nullable;

/// One request to Apple, from when it is handed to a pool to its end, which is told once.
///
/// [#abandon] is anybody's; all else is the event loop's.
public final class ApnsRequest implements PushSender.Attempt {
    private final ApnsPushNotification notification;
    private final boolean suspect;
    private final LastLook look;
    private final Told told;
    private volatile boolean abandoned;
    private volatile @Nullable ApnsConnection connection;
    private @Nullable CharSequence authorization;
    private int stream;
    private long leftAt;
    private boolean over;

    /// Who is told what became of it, on a thread that must not be held up.
    @FunctionalInterface
    public interface Told {
        /// @param authorization what it carried; null if nothing, or if it has not left
        void ended(ApnsAnswer answer, @Nullable CharSequence authorization);
    }

    /// @param suspect whether its token was refused before
    public ApnsRequest(ApnsPushNotification notification, boolean suspect, LastLook look, Told told) {
        this.notification = notification;
        this.suspect = suspect;
        this.look = look;
        this.told = told;
    }

    @Override
    public void abandon() {
        abandoned = true;
        ApnsConnection at = connection;
        if (at != null) {
            at.withdraw(this);
        }
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /// It is that connection's to carry.
    void enter(ApnsConnection carrying) {
        connection = carrying;
    }

    /// It is written now.
    void leave(int asStream, @Nullable CharSequence by, long now) {
        stream = asStream;
        authorization = by;
        leftAt = now;
    }

    /// @return false if it had ended before
    boolean end() {
        boolean ends = !over;
        over = true;
        return ends;
    }

    void tell(ApnsAnswer answer) {
        told.ended(answer, authorization);
    }

    boolean isOver() {
        return over;
    }

    boolean isSuspect() {
        return suspect;
    }

    boolean mayLeave() {
        return look.mayLeave();
    }

    ApnsPushNotification notification() {
        return notification;
    }

    /// 0 before it is written.
    int stream() {
        return stream;
    }

    long leftAt() {
        return leftAt;
    }

    @Override
    public String toString() {
        return "ApnsRequest[stream=" + stream + "]";
    }
}
