package org.belltower.dispatch.apns.pool;

import com.eatthepath.pushy.apns.ApnsClient;
import io.netty.handler.codec.http2.Http2FrameLogger;
import org.jspecify.annotations.Nullable;

/// Makes Pushy's clients for one credential, all on the event loop of its pool. Thread-safe.
public interface ApnsClients {
    /// A client of one connection, which its first request opens. May block, for what TLS reads.
    ///
    /// @param frames told of each frame
    ApnsClient open(Http2FrameLogger frames);

    /// What every request carries as `authorization`; null if it is the connection that says who we
    /// are, by a certificate. Quick.
    @Nullable
    CharSequence authorization();
}
