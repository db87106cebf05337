package org.belltower.dispatch.fcm.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One request on its way over one connection, and the thread that waits for it. What was abandoned
/// before it left cannot leave any more.
///
/// [#await] and [#abandon] are its caller's, all else the event loop's of the connection.
final class Exchange {
    private static final int MOST_BYTES = 1 << 18;
    private static final int OK = 200;

    private enum State {
        QUEUED,
        LEFT,
        ABANDONED
    }

    /// How it ended.
    private record End(
            Optional<Http2Answer> answer, @Nullable RuntimeException defect) {}

    private final Http2Request request;
    private final Thread caller;
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private volatile @Nullable End end;

    private int stream;
    private long leftAt;
    private @Nullable ChannelFuture written;
    private int status;
    private String retryAfter = "";
    private @Nullable ByteArrayOutputStream body;

    Exchange(Http2Request request, Thread caller) {
        this.request = request;
        this.caller = caller;
    }

    Http2Request request() {
        return request;
    }

    /// Blocks until it has ended.
    ///
    /// @return empty if it did not leave, and another connection may carry it
    Optional<Http2Answer> await() throws InterruptedException {
        End found = end;
        while (found == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException("the answer is no longer wanted");
            }
            found = end;
        }
        if (found.defect != null) {
            throw new IllegalStateException("a request's last look failed", found.defect);
        }
        return found.answer;
    }

    /// @return whether it has left already
    boolean abandon() {
        return !state.compareAndSet(State.QUEUED, State.ABANDONED);
    }

    /// @return false if it was abandoned
    boolean leave(int stream, long now) {
        this.stream = stream;
        this.leftAt = now;
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

    void end(Http2Answer answer) {
        wake(new End(Optional.of(answer), null));
    }

    /// It did not leave.
    void giveBack() {
        wake(new End(Optional.empty(), null));
    }

    void fail(RuntimeException defect) {
        wake(new End(Optional.empty(), defect));
    }

    private void wake(End how) {
        end = how;
        LockSupport.unpark(caller);
    }
}
