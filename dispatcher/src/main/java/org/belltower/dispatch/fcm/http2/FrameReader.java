package org.belltower.dispatch.fcm.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/// What the server's frames mean for the exchanges of a connection. Confined to its event loop.
final class FrameReader extends Http2EventAdapter {
    /// RFC 9113, section 6.5.2: a limit should be no lower. For servers that announce none.
    private static final int UNANNOUNCED_STREAMS = 100;

    private static final int MOST_STREAMS = 1_000;

    private final LiveConnection connection;
    private boolean announced;

    FrameReader(LiveConnection connection) {
        this.connection = connection;
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext from, Http2Settings settings) {
        Long streams = settings.maxConcurrentStreams();
        if (streams != null) {
            connection.allow((int) Math.min(streams, MOST_STREAMS));
        } else if (!announced) {
            connection.allow(UNANNOUNCED_STREAMS);
        }
        announced = true;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext from,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean last) {
        onHeadersRead(from, stream, headers, padding, last);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext from, int stream, Http2Headers headers, int padding, boolean last) {
        connection.answered();
        connection.find(stream).ifPresent(exchange -> {
            exchange.headers(headers);
            if (last) {
                connection.end(exchange, exchange.answer());
            }
        });
    }

    @Override
    public int onDataRead(ChannelHandlerContext from, int stream, ByteBuf data, int padding, boolean last) {
        int bytes = data.readableBytes() + padding;
        connection.find(stream).ifPresent(exchange -> {
            exchange.data(data);
            if (last) {
                connection.end(exchange, exchange.answer());
            }
        });
        return bytes;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext from, int stream, long code) {
        connection
                .find(stream)
                .ifPresent(exchange -> connection.end(
                        exchange,
                        code == Http2Error.REFUSED_STREAM.code()
                                ? new Http2Answer.NotProcessed("refused")
                                : new Http2Answer.Lost("connection")));
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        connection
                .find(stream.id())
                .ifPresent(exchange -> connection.end(exchange, new Http2Answer.Lost("connection")));
    }

    /// Netty calls it before it closes the streams above the last one.
    @Override
    public void onGoAwayReceived(int lastStream, long code, ByteBuf reason) {
        connection.goAway(lastStream);
    }
}
