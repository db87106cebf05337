package org.belltower.simulator.apns;

/// Which of Apple's two services a port stands for, and a device token belongs to.
public enum ApnsEnvironment {
    /// `api.push.apple.com`.
    PRODUCTION,
    /// `api.sandbox.push.apple.com`.
    SANDBOX
}
