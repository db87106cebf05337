package org.belltower.dispatch.fcm.http2;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.belltower.dispatch.limit.Slots;
import org.belltower.service.failure.Failures;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One connection. Requests wait in a queue until its event loop writes them, as many at a time as
/// are there and the kernel takes: so what had its last look leaves, and does not lie about.
///
/// A stream is taken before a request is offered, and free again when that has ended. The
/// connection gives none any more once it is retired: by GOAWAY, when it was silent to a PING, gave
/// no answer at all since a request left that ran into its deadline, or was idle for a minute. What
/// it carries still ends by itself.
///
/// [#slots], [#offer], [#cancel] and [#close] are anybody's, all else the event loop's.
// Netty: a write or a close that fails is seen by what it does to the stream and the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class LiveConnection {
    private static final Logger LOG = Logger.getLogger(LiveConnection.class);
    private static final long TICK_MILLIS = 100;
    private static final long PING = 0x62656c6c;

    /// Hears what becomes of a connection, on its event loop.
    interface Listener {
        /// The server has said how many streams it allows, for the first time or anew.
        void allows(LiveConnection connection);

        void freed();

        /// It did not leave, and another connection may carry it. Its stream is free again.
        void givenBack(Exchange exchange);

        /// It takes nothing any more.
        void retired(LiveConnection connection);

        /// A request was answered, the first one.
        void proven();

        /// It was lost before it was retired, or could not be opened.
        void lost(LiveConnection connection);
    }

    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final Slots slots = new Slots();
    private final Queue<Exchange> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainAsked = new AtomicBoolean();
    private final IntObjectMap<Exchange> exchanges = new IntObjectHashMap<>();
    private final Pulse pulse;
    private @Nullable Channel channel;
    private @Nullable Http2ConnectionHandler codec;
    private @Nullable ChannelHandlerContext context;
    private boolean open;
    private boolean proven;
    private boolean closed;

    LiveConnection(EventLoop loop, LongSupplier nanoTime, Listener listener) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.pulse = new Pulse(nanoTime.getAsLong());
    }

    EventLoop loop() {
        return loop;
    }

    Slots slots() {
        return slots;
    }

    /// After a stream was taken. Does not block.
    void offer(Exchange exchange) {
        exchange.enter(this);
        queue.add(exchange);
        if (drainAsked.compareAndSet(false, true)) {
            run(this::drain);
        }
    }

    /// The exchange was abandoned: what has not left gives its place back, what has is taken back.
    void cancel(Exchange exchange) {
        run(() -> {
            if (queue.remove(exchange)) {
                free();
                exchange.end(Exchange.ABANDONED);
            } else if (exchanges.get(exchange.stream()) == exchange) {
                end(exchange, new Http2Answer.Lost("abandoned"));
                reset(exchange);
            }
        });
    }

    /// Cuts what is under way.
    void close() {
        run(() -> {
            cut();
            lose();
        });
    }

    private void run(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            // The service has ended, and with it the loop: nobody else touches what is left.
            drainAsked.set(false);
            lose();
        }
    }

    void opening(Channel of) {
        channel = of;
        of.closeFuture().addListener(_ -> lose());
    }

    /// A defect of ours ends the connection and what it carries; without that nobody would be told.
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.errorf("event=connection-defect cause=%s", Failures.kinds(e));
            cut();
            lose();
        }
    }

    /// TLS and HTTP/2 are agreed.
    void begin(Http2ConnectionHandler handler, ChannelHandlerContext at) {
        codec = handler;
        context = at;
        var ticking =
                loop.scheduleAtFixedRate(() -> guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        at.channel().closeFuture().addListener(_ -> ticking.cancel(false));
    }

    void closeUnlessOpen() {
        if (!open) {
            cut();
            lose();
        }
    }

    void hasRead() {
        pulse.read(nanoTime.getAsLong());
    }

    void answered() {
        pulse.answered();
        if (!proven) {
            proven = true;
            listener.proven();
        }
    }

    void allow(int streams) {
        open = true;
        slots.allow(streams);
        listener.allows(this);
    }

    Optional<Exchange> find(int stream) {
        return Optional.ofNullable(exchanges.get(stream));
    }

    void goAway(int lastStream) {
        retire();
        for (Exchange exchange : List.copyOf(exchanges.values())) {
            if (exchange.stream() > lastStream) {
                end(exchange, new Http2Answer.NotProcessed("goaway"));
            }
        }
        giveBackQueue();
    }

    /// Writes what waits, as far as the kernel takes it.
    void drain() {
        drainAsked.set(false);
        if (codec == null || context == null || closed) {
            giveBackQueue();
            return;
        }
        boolean wrote = false;
        while (context.channel().isWritable()) {
            Exchange next = queue.peek();
            if (next == null || isStreamOwed(codec)) {
                break;
            }
            queue.remove();
            wrote |= write(codec, context, next);
        }
        if (wrote) {
            // The handler's own: it lets out what the server's window allows.
            codec.flush(context);
        }
    }

    /// Whether one that is free by our count is not yet closed by the codec's: it is soon.
    private boolean isStreamOwed(Http2ConnectionHandler by) {
        return !slots.isRetired()
                && slots.inUse() <= slots.allowed()
                && !by.connection().local().canOpenStream();
    }

    private boolean write(Http2ConnectionHandler by, ChannelHandlerContext to, Exchange exchange) {
        if (slots.isRetired() || !by.connection().local().canOpenStream()) {
            giveBack(exchange);
            return false;
        }
        Optional<Http2Answer> held = heldBack(exchange);
        if (held.isPresent()) {
            free();
            exchange.end(held.get());
            return false;
        }
        int stream = by.connection().local().incrementAndGetNextStreamId();
        if (stream < 0) {
            // All numbers are used up.
            retire();
            giveBack(exchange);
            return false;
        }
        if (!exchange.leave(stream, nanoTime.getAsLong())) {
            free();
            exchange.end(Exchange.ABANDONED);
            return false;
        }
        exchanges.put(stream, exchange);
        Http2Request request = exchange.request();
        by.encoder().writeHeaders(to, stream, request.headers(), 0, false, to.newPromise());
        ChannelFuture written =
                by.encoder().writeData(to, stream, Unpooled.wrappedBuffer(request.body()), 0, true, to.newPromise());
        exchange.writing(written);
        written.addListener(future -> {
            if (!future.isSuccess()) {
                end(exchange, new Http2Answer.Lost("connection"));
            }
        });
        return true;
    }

    /// Why it does not leave; empty if it does.
    private static Optional<Http2Answer> heldBack(Exchange exchange) {
        if (exchange.isAbandoned()) {
            return Optional.of(Exchange.ABANDONED);
        }
        try {
            return exchange.request().look().mayLeave() ? Optional.empty() : Optional.of(new Http2Answer.HeldBack());
        } catch (RuntimeException e) {
            LOG.errorf("event=last-look-failed cause=%s", Failures.kinds(e));
            return Optional.of(new Http2Answer.NotProcessed("failure"));
        }
    }

    /// Takes back what has left. If the kernel does not even have all of it yet, it would leave
    /// later: then the connection goes. What the server's window holds back goes with the stream.
    private void reset(Exchange exchange) {
        if (codec == null || context == null) {
            return;
        }
        Http2Stream stream = codec.connection().stream(exchange.stream());
        if (stream == null) {
            return;
        }
        boolean held = codec.connection().remote().flowController().hasFlowControlled(stream);
        codec.resetStream(context, exchange.stream(), Http2Error.CANCEL.code(), context.newPromise());
        codec.flush(context);
        if (!held && !exchange.isWritten()) {
            cut();
        }
    }

    void end(Exchange exchange, Http2Answer answer) {
        if (exchanges.get(exchange.stream()) == exchange) {
            exchanges.remove(exchange.stream());
            free();
            exchange.end(answer);
        }
    }

    private void free() {
        slots.free();
        pulse.used(nanoTime.getAsLong());
        listener.freed();
    }

    private void tick() {
        long now = nanoTime.getAsLong();
        expire(now);
        if (!queue.isEmpty()) {
            drain();
        }
        switch (pulse.at(now)) {
            case ALIVE -> {}
            case SILENT -> ping();
            case DEAD -> cut();
        }
        if (slots.inUse() == 0 && (slots.isRetired() || pulse.isIdle(now))) {
            retire();
            // Whoever took a stream at this moment is given back: nothing is written to a retired one.
            if (channel != null) {
                channel.close();
            }
        }
    }

    private void expire(long now) {
        for (Exchange exchange : List.copyOf(exchanges.values())) {
            if (exchange.isDue(now)) {
                if (!pulse.answeredSince(exchange.leftAt())) {
                    retire();
                }
                end(exchange, new Http2Answer.Lost("deadline"));
                reset(exchange);
            }
        }
        for (Exchange exchange : List.copyOf(queue)) {
            if (exchange.isDue(now) && queue.remove(exchange)) {
                free();
                exchange.end(new Http2Answer.Unreached("deadline"));
            }
        }
    }

    private void ping() {
        if (codec != null && context != null) {
            codec.encoder().writePing(context, false, PING, context.newPromise());
            codec.flush(context);
        }
    }

    private void retire() {
        if (!slots.isRetired()) {
            slots.retire();
            listener.retired(this);
        }
    }

    /// At once, with no goodbye; what the kernel still holds does not leave either.
    private void cut() {
        loseFromSight();
        if (channel != null) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // Past TLS and HTTP/2, which would first say goodbye.
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first == null) {
                channel.close();
            } else {
                first.close();
            }
        }
    }

    private void loseFromSight() {
        boolean unannounced = !slots.isRetired();
        retire();
        if (unannounced) {
            listener.lost(this);
        }
    }

    /// The channel is no more, or never was.
    void lose() {
        if (!closed) {
            closed = true;
            loseFromSight();
            for (Exchange exchange : List.copyOf(exchanges.values())) {
                end(exchange, new Http2Answer.Lost("connection"));
            }
        }
        giveBackQueue();
    }

    private void giveBackQueue() {
        for (Exchange next = queue.poll(); next != null; next = queue.poll()) {
            giveBack(next);
        }
    }

    private void giveBack(Exchange exchange) {
        free();
        listener.givenBack(exchange);
    }
}
