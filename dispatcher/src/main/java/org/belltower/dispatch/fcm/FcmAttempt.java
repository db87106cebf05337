package org.belltower.dispatch.fcm;

/// One call of the library, which may become several requests. Confined to the thread that makes the call.
final class FcmAttempt {
    /// The attempt of this thread, while it is inside the library.
    static final ScopedValue<FcmAttempt> CURRENT = ScopedValue.newInstance();

    private boolean unauthorized;

    /// Notes that the access token was refused.
    ///
    /// @return whether that was the first time: then the library may fetch a new one and send again, once
    boolean firstUnauthorized() {
        boolean first = !unauthorized;
        unauthorized = true;
        return first;
    }
}
