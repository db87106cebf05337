package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import org.jspecify.annotations.Nullable;

/// Reads frames, and passes over the bodies of requests that came after the GOAWAY: Netty refuses
/// such a stream without remembering it, so its DATA would be a broken protocol, end the connection
/// at once and with it the answers that are owed. RFC 9113, section 6.8: they may be ignored.
///
/// Confined to the event loop.
final class LateData extends DefaultHttp2FrameReader {
    private final Http2Connection connection;
    private @Nullable Http2FrameListener listener;
    private @Nullable Http2FrameListener passing;

    LateData(Http2Connection connection) {
        this.connection = connection;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Netty gives one until it has the preface, and another after it.
    public void readFrame(ChannelHandlerContext context, ByteBuf input, Http2FrameListener told) throws Http2Exception {
        Http2FrameListener passed = passing;
        if (passed == null || listener != told) {
            listener = told;
            passed = new Passing(told);
            passing = passed;
        }
        super.readFrame(context, input, passed);
    }

    private boolean isLate(int stream) {
        return connection.goAwaySent()
                && stream > connection.remote().lastStreamKnownByPeer()
                && connection.stream(stream) == null;
    }

    private final class Passing extends Http2FrameListenerDecorator {
        Passing(Http2FrameListener told) {
            super(told);
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end)
                throws Http2Exception {
            return isLate(stream)
                    ? data.readableBytes() + padding
                    : super.onDataRead(context, stream, data, padding, end);
        }
    }
}
