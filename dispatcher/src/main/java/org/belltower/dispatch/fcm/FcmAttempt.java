package org.belltower.dispatch.fcm;

import org.belltower.dispatch.send.LastLook;

/// One call of the library, which may become several requests. Confined to the thread that makes the call.
final class FcmAttempt {
    /// The attempt of this thread, while it is inside the library.
    static final ScopedValue<FcmAttempt> CURRENT = ScopedValue.newInstance();

    private final LastLook look;
    private boolean unauthorized;

    FcmAttempt(LastLook look) {
        this.look = look;
    }

    LastLook look() {
        return look;
    }

    /// Notes that the access token was refused.
    ///
    /// @return whether that was the first time: then the library may fetch a new one and send again, once
    boolean firstUnauthorized() {
        boolean first = !unauthorized;
        unauthorized = true;
        return first;
    }
}
