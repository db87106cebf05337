package org.belltower.simulator.http2;

import io.netty.handler.codec.http2.Http2Headers;
import java.time.Duration;
import org.belltower.simulator.fault.Drip;
import org.jspecify.annotations.Nullable;

/// What happens to a request.
public sealed interface ProviderResponse {

    /// What an answer means for the connection.
    enum Verdict {
        /// A push was accepted.
        ACCEPTED,
        /// A push was refused because its device token is dead.
        DEAD_TOKEN,
        /// Anything else.
        OTHER
    }

    /// An answer after a time.
    ///
    /// @param headers with `:status`
    /// @param body empty for none
    /// @param delay from now
    /// @param drip how the body comes; null for at once
    record Answer(
            Http2Headers headers,
            String body,
            Duration delay,
            @Nullable Drip drip,
            Verdict verdict) implements ProviderResponse {

        /// One that comes at once, and means nothing for the connection.
        public Answer(Http2Headers headers, String body, Duration delay) {
            this(headers, body, delay, null, Verdict.OTHER);
        }
    }

    /// The end of the stream without an answer.
    ///
    /// @param errorCode of HTTP/2
    /// @param delay from now
    record Reset(long errorCode, Duration delay) implements ProviderResponse {}

    /// No answer, ever.
    record Silence() implements ProviderResponse {}

    /// The end of the connection, without a GOAWAY or a TLS farewell.
    ///
    /// @param delay from now
    record HangUp(Duration delay) implements ProviderResponse {}
}
