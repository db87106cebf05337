package org.belltower.dispatch.fcm.http2;

import io.netty.handler.codec.http2.Http2Headers;
import org.belltower.dispatch.send.LastLook;

/// A request with a body. Never prints itself.
///
/// @param headers with the pseudo-headers; may be shared by requests, and is not changed any more
/// @param look asked right before the request is written to a live connection
/// @param deadline by the nanosecond clock of the connections: then there is an answer, one way or
///     the other
// The array is the caller's to give away, as one that was made for this request is.
@SuppressWarnings("ArrayRecordComponent")
public record Http2Request(Http2Headers headers, byte[] body, LastLook look, long deadline) {
    @Override
    public String toString() {
        return "Http2Request[masked]";
    }
}
