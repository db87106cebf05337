package org.belltower.dispatch.apns.pool;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.logging.LogLevel;

/// What Pushy does not tell of its connection: it is shown each frame, those that come before they
/// are acted on, those that go before they are written. It logs nothing.
///
/// The event loop's.
final class ConnectionWatch extends Http2FrameLogger {
    private final Frames frames;
    private boolean begun;

    /// Who wants to know.
    interface Frames {
        /// The first frame is about to be written.
        void begin(ChannelHandlerContext context);

        /// A request is about to be written, with these headers, which may be changed.
        void requested(int stream, Http2Headers headers);

        void settings(Http2Settings settings);

        /// The answer ends with its headers: it has no body.
        void answeredBare(int stream, Http2Headers headers);

        /// The stream was not processed.
        void refused(int stream);

        /// No stream above the last one was or will be processed.
        void goAway(int lastStream);
    }

    ConnectionWatch(Frames frames) {
        super(LogLevel.TRACE, ConnectionWatch.class);
        this.frames = frames;
    }

    /// Requests hold device tokens: whatever is not heard here is not logged elsewhere.
    @Override
    public boolean isEnabled() {
        return false;
    }

    @Override
    public void logSettings(Direction direction, ChannelHandlerContext context, Http2Settings settings) {
        switch (direction) {
            case INBOUND -> frames.settings(settings);
            case OUTBOUND -> {
                if (!begun) {
                    begun = true;
                    frames.begin(context);
                }
            }
        }
    }

    @Override
    public void logSettingsAck(Direction direction, ChannelHandlerContext context) {
        // Of no interest.
    }

    @Override
    public void logHeaders(
            Direction direction,
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int padding,
            boolean end) {
        headers(direction, stream, headers, end);
    }

    @Override
    public void logHeaders(
            Direction direction,
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end) {
        headers(direction, stream, headers, end);
    }

    private void headers(Direction direction, int stream, Http2Headers headers, boolean end) {
        switch (direction) {
            case INBOUND -> {
                if (end) {
                    frames.answeredBare(stream, headers);
                }
            }
            case OUTBOUND -> frames.requested(stream, headers);
        }
    }

    @Override
    public void logRstStream(Direction direction, ChannelHandlerContext context, int stream, long error) {
        if (direction == Direction.INBOUND && error == Http2Error.REFUSED_STREAM.code()) {
            frames.refused(stream);
        }
    }

    @Override
    public void logGoAway(
            Direction direction, ChannelHandlerContext context, int lastStream, long error, ByteBuf debugData) {
        if (direction == Direction.INBOUND) {
            frames.goAway(lastStream);
        }
    }
}
