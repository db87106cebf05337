package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belltower.simulator.fault.Drip;

/// Carries out responses on one connection: now or later. What falls due within the same half of a
/// millisecond has one timer and one flush, so that fifty thousand answers a second cost no fifty
/// thousand timers. Nothing leaves early. Confined to the event loop.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Responder {

    private static final long GRAIN_NANOS = 500_000;

    private final ChannelHandlerContext context;
    private final Runnable flush;
    private final LongObjectMap<List<Runnable>> due = new LongObjectHashMap<>();

    /// @param flush sends what was written
    Responder(ChannelHandlerContext context, Runnable flush) {
        this.context = context;
        this.flush = flush;
    }

    /// One piece of a body.
    @FunctionalInterface
    interface Piece {
        void write(ByteBuf bytes, boolean last);
    }

    /// Runs the write after the delay. A write must not flush: one that runs at once is flushed
    /// when the reading is complete.
    void after(Duration delay, Runnable write) {
        if (delay.isZero()) {
            write.run();
        } else {
            at(System.nanoTime() + delay.toNanos(), write);
        }
    }

    private void at(long nanos, Runnable write) {
        long slot = Math.ceilDiv(nanos, GRAIN_NANOS);
        List<Runnable> writes = due.get(slot);
        if (writes == null) {
            writes = new ArrayList<>();
            due.put(slot, writes);
            context.executor().schedule(() -> run(slot), slot * GRAIN_NANOS - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        writes.add(write);
    }

    private void run(long slot) {
        List<Runnable> writes = due.remove(slot);
        if (writes != null && context.channel().isActive()) {
            writes.forEach(Runnable::run);
            flush.run();
        }
    }

    /// Writes a text in pieces: the first now, each other one pause later. A text without bytes is
    /// one piece, after one pause.
    void trickle(String text, Drip drip, Piece piece) {
        ByteBuf rest = Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
        if (rest.isReadable()) {
            trickle(rest, drip, piece);
        } else {
            after(drip.every(), () -> piece.write(rest, true));
        }
    }

    private void trickle(ByteBuf rest, Drip drip, Piece piece) {
        ByteBuf next = rest.readRetainedSlice(Math.min(drip.bytes(), rest.readableBytes()));
        piece.write(next, !rest.isReadable());
        if (rest.isReadable()) {
            after(drip.every(), () -> trickle(rest, drip, piece));
        }
    }

    /// Cuts the connection below HTTP/2 and TLS: the peer sees a TCP reset.
    static void hangUp(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.unsafe().close(channel.unsafe().voidPromise());
    }
}
