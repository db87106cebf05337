package org.belltower.simulator.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Carries out responses on one connection: now or later, with one flush for all that fall due together. Confined
/// to the event loop.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Responder {

    private final ChannelHandlerContext context;
    private boolean flushDue;

    Responder(ChannelHandlerContext context) {
        this.context = context;
    }

    /// Runs the write after the delay. A write must not flush: one that runs at once is flushed when the reading is
    /// complete.
    void after(Duration delay, Runnable write) {
        if (delay.isZero()) {
            write.run();
            return;
        }
        context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                write.run();
                                flushLater();
                            }
                        },
                        delay.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /// Cuts the connection below HTTP/2 and TLS: the peer sees a TCP reset.
    static void hangUp(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    private void flushLater() {
        if (!flushDue) {
            flushDue = true;
            context.executor().execute(() -> {
                flushDue = false;
                context.flush();
            });
        }
    }
}
