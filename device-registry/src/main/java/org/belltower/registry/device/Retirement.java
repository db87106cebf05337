package org.belltower.registry.device;

/// What came of proof that a token is dead.
public sealed interface Retirement {
    /// The token is gone until the app brings a new one.
    ///
    /// @param device without it
    record Retired(Device device) implements Retirement {}

    /// Nothing was changed.
    enum Kept implements Retirement {
        /// The device is not there any more.
        NO_DEVICE,
        /// Retired before, or never brought back.
        NO_TOKEN,
        /// The proof is about an earlier token.
        OTHER_TOKEN,
        /// The provider saw it die before the app registered it again.
        REGISTERED_SINCE
    }
}
