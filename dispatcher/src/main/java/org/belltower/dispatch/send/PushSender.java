package org.belltower.dispatch.send;

import org.belltower.model.push.DeviceToken;

/// Hands a push to a provider, for one app.
///
/// Does not block: a thread for each push on its way, virtual as it may be, costs more than the
/// push (docs/adr, "Answers by callback"). Thread-safe.
@FunctionalInterface
public interface PushSender {
    /// Sends once, and tells when the provider has answered, or when it is certain that nobody
    /// knows. Sending again under the same id is allowed at any time: on the phone a repeat
    /// replaces the first.
    ///
    /// @param look asked right before the push leaves, after every wait of the sender's own
    /// @param answer told exactly once, perhaps before this returns
    /// @return never an exception for what a provider or a network can do
    Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer);

    /// Who is told what came of a send. Called on a thread that must not be held up: must neither
    /// block nor throw.
    @FunctionalInterface
    interface Answer {
        void answered(SendOutcome outcome);
    }

    /// A send that is on its way.
    @FunctionalInterface
    interface Attempt {
        /// One that is over.
        Attempt OVER = () -> {};

        /// The answer is no longer wanted. What has not left by now must not leave later: the push
        /// may have lost its right to, or be sent anew. Repeatable; does not block.
        void abandon();
    }
}
