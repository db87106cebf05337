package org.belltower.simulator.http2;

/// A provider's protocol. Shared between the event loops of all its connections.
public interface ProviderEndpoint {

    /// A new connection; what it remembers is its own.
    ProviderSession connected();

    /// How many bytes of a request's body are kept. What is beyond is counted and dropped.
    int keptBodyBytes();

    /// Whether a client that does not offer HTTP/2 is served over HTTP/1.1.
    boolean servesHttp1();
}
