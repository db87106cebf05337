package org.belltower.registry.device;

import org.belltower.registry.platform.Support;
import org.jspecify.annotations.Nullable;

/// What came of a registration.
public sealed interface Registered {
    /// The person is signed in on the device.
    record Bound(MyDevice device) implements Registered {}

    /// The installation is another app's; nothing was changed.
    record OtherApp() implements Registered {}

    /// The person's sessions, all or those on this device, were ended after they signed in; nothing was
    /// changed.
    record SessionsEnded() implements Registered {}

    /// The district asks what the phone is, and the app never told. Whoever was signed in on the device is
    /// not any more, unless it is the same session.
    record HandsetNotTold() implements Registered {}

    /// The district does not support the phone. Whoever was signed in on the device is not any more.
    ///
    /// @param reason what stands in the row for people; null without one
    record Unsupported(Support.Unsupported why, @Nullable String reason) implements Registered {}
}
