package org.belltower.dispatch.apns.pool;

import com.eatthepath.pushy.apns.ApnsClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What is beneath a connection: Pushy's client, and, once there is TCP, its channel with the HTTP/2
/// codec.
///
/// The event loop's.
// Netty: a write or a close that fails is seen by what it does to the stream and the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class PushyChannel {
    private @Nullable ApnsClient client;
    private @Nullable Channel channel;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Http2ConnectionHandler codec;

    void carriedBy(ApnsClient made) {
        client = made;
    }

    /// The channel is there.
    ///
    /// @param waits whether Pushy's wish to close it has to wait
    /// @param lost told when it is no more, before Pushy gives up what was in flight
    void begin(ChannelHandlerContext at, BooleanSupplier waits, Runnable lost) {
        context = at;
        channel = at.channel();
        if (at.handler() instanceof Http2ConnectionHandler handler) {
            codec = handler;
        }
        at.pipeline().addBefore(at.name(), "patient-close", new PatientClose(waits));
        at.channel().closeFuture().addListener(_ -> lost.run());
    }

    /// Pushy's client, if what it is given now would be written.
    @Nullable
    ApnsClient writable() {
        return channel != null && channel.isActive() ? client : null;
    }

    /// Beyond this Pushy would let a request wait for a stream, without a bound or another look.
    boolean canOpenStream() {
        return codec != null && codec.connection().local().canOpenStream();
    }

    /// Ends a stream that the server has ended, before Pushy hears of it.
    void end(int stream) {
        Http2Stream open = codec == null ? null : codec.connection().stream(stream);
        if (open != null) {
            open.close();
        }
    }

    /// Ends a stream by our word. If the kernel does not even have all yet that was written, it
    /// would leave later: then the channel goes.
    void takeBack(int stream) {
        if (codec == null || context == null) {
            return;
        }
        boolean stuck = hasUnwritten();
        codec.resetStream(context, stream, Http2Error.CANCEL.code(), context.newPromise());
        codec.flush(context);
        if (stuck) {
            cut();
        }
    }

    private boolean hasUnwritten() {
        ChannelOutboundBuffer unwritten =
                channel == null ? null : channel.unsafe().outboundBuffer();
        return unwritten != null && unwritten.totalPendingWriteBytes() > 0;
    }

    /// With a goodbye.
    void close() {
        if (client != null) {
            client.close();
        }
    }

    /// At once, with no goodbye; what the kernel still holds does not leave either.
    void cut() {
        if (channel != null && channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // Past Pushy, TLS and HTTP/2, which would first say goodbye.
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first == null) {
                channel.close();
            } else {
                first.close();
            }
        }
    }
}
