package org.belltower.simulator.http2;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/// A provider's protocol. Shared between the event loops of all its connections.
public interface ProviderEndpoint {

    /// A connection that was taken.
    ///
    /// @param session what becomes of its requests
    /// @param keptBodyBytes how many bytes of a request's body are kept
    record Connected(ProviderSession session, int keptBodyBytes) {}

    /// A new connection; what it remembers is its own.
    ///
    /// @param client the certificate that the client showed, believed already; null if it showed
    ///     none
    ProviderSession connected(@Nullable X509Certificate client);

    /// How many bytes of a request's body are kept. What is beyond is counted and dropped.
    int keptBodyBytes();

    /// Whether a client that does not offer HTTP/2 is served over HTTP/1.1.
    boolean servesHttp1();
}
