package org.belltower.dispatch.send;

import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;

/// Hands a push to a provider, for one app.
///
/// Thread-safe.
@FunctionalInterface
public interface PushSender {
    /// Sends once and blocks until the provider has answered, or until it is certain that nobody knows. Sending again
    /// under the same id is allowed at any time: on the phone a repeat replaces the first.
    ///
    /// An interrupt means that the answer is no longer wanted. What has not left by then must not leave later: the
    /// push may have lost its right to.
    ///
    /// @param look asked right before the push leaves, after every wait of the sender's own
    /// @return never an exception for what a provider or a network can do
    SendOutcome send(Push push, DeviceToken token, LastLook look) throws InterruptedException;

    /// Sends what no right can be taken from.
    default SendOutcome send(Push push, DeviceToken token) throws InterruptedException {
        return send(push, token, LastLook.ALWAYS);
    }
}
