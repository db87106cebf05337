package org.belltower.simulator.http2;

import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import org.belltower.simulator.fault.StreamLimit;

/// Puts together the server's side of an HTTP/2 connection.
///
/// It is not Netty's builder because that guards a server against its clients: it ends a connection
/// on which many streams are reset, by either side. Here resets are what is tested. Streams have no
/// priorities: answers are short.
final class Http2Codec {

    private Http2Codec() {}

    static Http2Requests serve(long connection, ProviderEndpoint.Connected connected, StreamLimit limit) {
        Http2Connection http2 = new DefaultHttp2Connection(true);
        http2.remote()
                .flowController(new DefaultHttp2RemoteFlowController(http2, new UniformStreamByteDistributor(http2)));
        Http2ConnectionEncoder encoder = new DefaultHttp2ConnectionEncoder(http2, new DefaultHttp2FrameWriter());
        DefaultHttp2ConnectionDecoder decoder = new DefaultHttp2ConnectionDecoder(http2, encoder, new LateData(http2));
        return new Http2Requests(decoder, encoder, connection, connected, new StreamAnnouncement(limit));
    }
}
