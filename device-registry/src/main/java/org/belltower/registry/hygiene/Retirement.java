package org.belltower.registry.hygiene;

import org.belltower.registry.device.Device;

/// What came of what a provider tells of a token.
public sealed interface Retirement {
    /// The token is gone until the app brings a new one.
    ///
    /// @param device without it
    record Retired(Device device) implements Retirement {}

    /// The token is kept, and retired if it is refused again.
    ///
    /// @param device with the suspicion
    record Suspected(Device device) implements Retirement {}

    /// Nothing was changed.
    enum Kept implements Retirement {
        /// The device is not there any more.
        NO_DEVICE,
        /// Retired before, or never brought back.
        NO_TOKEN,
        /// It is about an earlier token.
        OTHER_TOKEN,
        /// It does not say which token it is about: an older dispatcher wrote it.
        TOKEN_NOT_TOLD,
        /// The app told the token again since.
        REGISTERED_SINCE,
        /// It is suspect, and was refused a short while ago for the first time.
        TOO_SOON,
        /// Most tokens of its app are refused lately, or too little is known of them: what is wrong may be the
        /// environment.
        OTHERS_REFUSED
    }
}
