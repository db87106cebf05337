package org.belltower.simulator.http2;

import io.netty.handler.codec.http2.Http2Headers;
import java.time.Duration;

/// What happens to a request.
public sealed interface ProviderResponse {

    /// An answer after a time.
    ///
    /// @param headers with `:status`
    /// @param body empty for none
    /// @param delay from now
    record Answer(Http2Headers headers, String body, Duration delay) implements ProviderResponse {}

    /// No answer, ever.
    record Silence() implements ProviderResponse {}

    /// The end of the connection, without a GOAWAY or a TLS farewell.
    ///
    /// @param delay from now
    record HangUp(Duration delay) implements ProviderResponse {}
}
