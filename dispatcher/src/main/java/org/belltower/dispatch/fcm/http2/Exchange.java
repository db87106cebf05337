package org.belltower.dispatch.fcm.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.belltower.dispatch.send.PushSender;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on its way. It is at one place at a time: among those that wait for a stream, or
/// with the connection that is to carry it; whoever takes it from there ends it or hands it on. What
/// was abandoned before it left cannot leave any more.
///
/// [#abandon] is anybody's; all else belongs to where it is, which is the event loop once a
/// connection has it.
final class Exchange implements PushSender.Attempt {
    private static final int MOST_BYTES = 1 << 18;
    private static final int OK = 200;
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /// It did not leave, since nobody wants the answer.
    static final Http2Answer ABANDONED = new Http2Answer.NotProcessed("abandoned");

    private enum State {
        QUEUED,
        LEFT,
        ABANDONED
    }

    private final Http2Request request;
    private final Http2Answer.Told told;
    private final Consumer<Exchange> withdrawal;
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private volatile @Nullable LiveConnection carrier;

    private int stream;
    private long leftAt;
    private @Nullable ChannelFuture written;
    private int status;
    private String retryAfter = "";
    private @Nullable ByteArrayOutputStream body;

    /// @param withdrawal takes one that is abandoned from among those that wait for a stream
    Exchange(Http2Request request, Http2Answer.Told told, Consumer<Exchange> withdrawal) {
        this.request = request;
        this.told = told;
        this.withdrawal = withdrawal;
    }

    Http2Request request() {
        return request;
    }

    @Override
    public void abandon() {
        boolean _ = state.compareAndSet(State.QUEUED, State.ABANDONED);
        LiveConnection at = carrier;
        if (at == null) {
            withdrawal.accept(this);
        } else {
            at.cancel(this);
        }
    }

    /// It waits for a stream.
    void await() {
        carrier = null;
    }

    /// It is that connection's to carry.
    void enter(LiveConnection connection) {
        carrier = connection;
    }

    /// @return false if it was abandoned
    boolean leave(int asStream, long now) {
        stream = asStream;
        leftAt = now;
        return state.compareAndSet(State.QUEUED, State.LEFT);
    }

    boolean isAbandoned() {
        return state.get() == State.ABANDONED;
    }

    /// @param future done when all of it is with the kernel
    void writing(ChannelFuture future) {
        written = future;
    }

    boolean isWritten() {
        return written != null && written.isDone();
    }

    int stream() {
        return stream;
    }

    boolean isDue(long now) {
        return request.deadline() - now <= 0;
    }

    long leftAt() {
        return leftAt;
    }

    void headers(Http2Headers headers) {
        // Trailers have no status, and what comes before the answer proper has one of its own.
        if (headers.status() != null && headers.status().charAt(0) != '1') {
            status = Integer.parseInt(headers.status(), 0, headers.status().length(), 10);
            CharSequence after = headers.get("retry-after");
            retryAfter = after == null ? "" : after.toString();
        }
    }

    void data(ByteBuf data) {
        if (status == OK) {
            return;
        }
        if (body == null) {
            body = new ByteArrayOutputStream();
        }
        int length = Math.min(data.readableBytes(), MOST_BYTES - body.size());
        byte[] bytes = new byte[length];
        data.getBytes(data.readerIndex(), bytes);
        body.writeBytes(bytes);
    }

    Http2Answer answer() {
        return new Http2Answer.Answered(status, retryAfter, body == null ? new byte[0] : body.toByteArray());
    }

    /// Tells it. Whoever has it calls this once, and has it no longer.
    void end(Http2Answer answer) {
        try {
            told.ended(answer);
        } catch (RuntimeException e) {
            // A defect of who is told: the others are told nevertheless.
            LOG.errorf("event=answer-failed cause=%s", Failures.kinds(e));
        }
    }
}
