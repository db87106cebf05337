package org.belltower.dispatch.credential;

import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;

/// Makes senders of credentials.
///
/// Thread-safe.
@FunctionalInterface
public interface SenderFactory {
    /// Does not connect: the first push does. Every send is resolved by a deadline.
    ///
    /// @param about whose credential it is, and how the provider knows the app
    /// @throws IllegalArgumentException if nothing can be made of it; says nothing of what it holds
    OpenedSender open(SealedCredential about, ProviderCredential credential);
}
