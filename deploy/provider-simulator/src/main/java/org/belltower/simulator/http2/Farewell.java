package org.belltower.simulator.http2;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.belltower.simulator.fault.GoAway;
import org.jspecify.annotations.Nullable;

/// How one connection ends by a GOAWAY: it takes in no new stream, says so, answers what it owes,
/// and closes. Requests that are stalled on purpose are owed nothing and do not hold it open.
/// Confined to the event loop.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Farewell {

    private static final int NOT_YET = Integer.MAX_VALUE;
    /// Before it closes, so that answers are read before a reset of the connection can overtake
    /// them.
    private static final Duration LINGER = Duration.ofMillis(50);

    private final Http2ConnectionHandler handler;
    private final ChannelHandlerContext context;
    private @Nullable GoAway goAway;
    private int lastStream = NOT_YET;
    private int leftOut;
    private int owed;
    private boolean sent;
    private boolean closing;

    Farewell(Http2ConnectionHandler handler, ChannelHandlerContext context) {
        this.handler = handler;
        this.context = context;
    }

    /// Begins. Does nothing if it has begun.
    void begin(GoAway told) {
        if (goAway != null || !context.channel().isActive()) {
            return;
        }
        goAway = told;
        lastStream = handler.connection().remote().lastStreamCreated();
        if (told.unprocessed() == 0) {
            send(told);
        } else {
            context.executor().schedule(() -> send(told), GoAway.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Whether a stream is beyond the last one that is processed.
    boolean isBeyond(int stream) {
        return stream > lastStream;
    }

    /// A stream came that is beyond the last one.
    void leftOut() {
        leftOut++;
        GoAway told = goAway;
        if (told != null && leftOut >= told.unprocessed()) {
            send(told);
        }
    }

    /// A stream was begun that is to have an answer.
    void owe() {
        owed++;
    }

    /// A stream that was begun has its answer, or is to have none.
    void settle() {
        owed--;
        closeIfDone();
    }

    private void send(GoAway told) {
        if (sent || !context.channel().isActive()) {
            return;
        }
        sent = true;
        handler.goAway(context, lastStream, told.errorCode(), Unpooled.EMPTY_BUFFER, context.newPromise());
        handler.flush(context);
        closeIfDone();
    }

    private void closeIfDone() {
        if (sent && owed == 0 && !closing) {
            closing = true;
            context.executor().schedule(() -> context.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
