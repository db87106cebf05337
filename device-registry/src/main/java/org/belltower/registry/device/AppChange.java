package org.belltower.registry.device;

/// What came of a change of an app.
public enum AppChange {
    DONE,
    /// There is one and it may only be created, or there is none and it may only be replaced.
    NOT_ALLOWED,
    /// There is no such app.
    UNKNOWN,
    /// Somebody is signed in with it on a device.
    IN_USE,
    /// There are devices left on which nobody is signed in, which go with the next calls.
    HAS_DEVICES,
    /// Credentials were uploaded for the topic or project that it has now.
    HAS_CREDENTIALS
}
