package org.belltower.model;

/// What a device's sign-in allows (A7): only a session kept by Stay Logged In receives.
public enum SessionState {
    /// Signed in with Stay Logged In.
    KEPT,
    /// Signed in without it: receives nothing, even while the session is open.
    NOT_KEPT,
    /// Logged out, reset or signed out from elsewhere.
    SIGNED_OUT
}
