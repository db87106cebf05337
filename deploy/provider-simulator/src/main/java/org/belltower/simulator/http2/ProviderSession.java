package org.belltower.simulator.http2;

/// One connection, as a provider sees it. Confined to the event loop of its connection, and must
/// never block it.
@FunctionalInterface
public interface ProviderSession {

    /// Decides about one request. Called once for each, in the order in which they became complete.
    ProviderResponse answer(ProviderRequest request);

    /// Told of a request that came and was not processed, and that the sender is told so.
    default void unprocessed() {}
}
