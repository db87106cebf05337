package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.fault.Flow;

/// The network of one connection, below TLS: it lets bytes through, lets them drip, or lets them
/// vanish. Writes that wait or vanish are reported as done: who writes to a network does not know
/// better. Confined to the event loop.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Wire extends ChannelDuplexHandler {

    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private Flow flow;
    private boolean timed;
    private boolean lost;

    Wire(Flow flow) {
        this.flow = flow;
    }

    /// A connection of which bytes vanished cannot go on: it is cut when others may come through
    /// again.
    void change(ChannelHandlerContext context, Flow changed) {
        flow = changed;
        if (lost && !(changed instanceof Flow.None)) {
            Responder.hangUp(context.channel());
            return;
        }
        switch (changed) {
            case Flow.Free() -> {
                while (!waiting.isEmpty()) {
                    context.write(waiting.removeFirst());
                }
                context.flush();
            }
            case Flow.Dripping(Drip drip) -> drip(context, drip);
            case Flow.None() -> {
                lost |= !waiting.isEmpty();
                forget();
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (flow instanceof Flow.None) {
            lost = true;
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        switch (flow) {
            case Flow.Free() -> context.write(message, promise);
            case Flow.None() -> {
                lost = true;
                ReferenceCountUtil.release(message);
                promise.trySuccess();
            }
            case Flow.Dripping(Drip drip) -> {
                if (message instanceof ByteBuf bytes) {
                    waiting.addLast(bytes);
                    promise.trySuccess();
                    drip(context, drip);
                } else {
                    context.write(message, promise);
                }
            }
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void drip(ChannelHandlerContext context, Drip drip) {
        if (!timed && !waiting.isEmpty()) {
            timed = true;
            context.executor().schedule(() -> drop(context), drip.every().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void drop(ChannelHandlerContext context) {
        timed = false;
        if (!(flow instanceof Flow.Dripping(Drip drip))) {
            return;
        }
        int left = drip.bytes();
        while (left > 0 && !waiting.isEmpty()) {
            ByteBuf first = waiting.getFirst();
            ByteBuf piece = first.readRetainedSlice(Math.min(left, first.readableBytes()));
            left -= piece.readableBytes();
            context.write(piece);
            if (!first.isReadable()) {
                waiting.removeFirst().release();
            }
        }
        context.flush();
        drip(context, drip);
    }

    private void forget() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
