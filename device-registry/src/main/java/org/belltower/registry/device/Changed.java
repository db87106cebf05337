package org.belltower.registry.device;

/// What came of a change of a device that is no sign-in.
public enum Changed {
    DONE,
    /// The person is not signed in on such a device; nothing was changed.
    NOT_SIGNED_IN,
    /// The person's sessions, all or those on this device, were ended after they signed in; nothing was
    /// changed.
    SESSIONS_ENDED
}
