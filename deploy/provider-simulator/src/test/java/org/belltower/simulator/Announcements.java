package org.belltower.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.logging.LogLevel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a server said to Pushy about its connections, in order.
final class Announcements extends Http2FrameLogger {

    private final List<Long> limits = new CopyOnWriteArrayList<>();
    private final List<Integer> lastStreams = new CopyOnWriteArrayList<>();
    private final List<Long> resets = new CopyOnWriteArrayList<>();

    Announcements() {
        super(LogLevel.TRACE);
    }

    /// `MAX_CONCURRENT_STREAMS` of every SETTINGS.
    List<Long> limits() {
        return List.copyOf(limits);
    }

    /// The last stream of every GOAWAY.
    List<Integer> lastStreams() {
        return List.copyOf(lastStreams);
    }

    /// The error code of every RST_STREAM.
    List<Long> resets() {
        return List.copyOf(resets);
    }

    @Override
    public void logSettings(Direction direction, ChannelHandlerContext context, Http2Settings settings) {
        Long limit = settings.maxConcurrentStreams();
        if (direction == Direction.INBOUND && limit != null) {
            limits.add(limit);
        }
    }

    @Override
    public void logGoAway(
            Direction direction, ChannelHandlerContext context, int lastStream, long errorCode, ByteBuf debug) {
        if (direction == Direction.INBOUND) {
            lastStreams.add(lastStream);
        }
    }

    @Override
    public void logRstStream(Direction direction, ChannelHandlerContext context, int stream, long errorCode) {
        if (direction == Direction.INBOUND) {
            resets.add(errorCode);
        }
    }
}
