package org.belltower.simulator.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.simulator.fault.Flow;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.fault.Greeting;
import org.belltower.simulator.fault.StreamLimit;
import org.jspecify.annotations.Nullable;

/// How the connections of one provider misbehave, those that are open and those that come. Safe for
/// use by many threads. A call returns before open connections have followed, which they do within
/// a turn of their event loop.
public final class ConnectionFaults {

    /// A greeting without an end.
    public static final long FOREVER = Long.MAX_VALUE;

    private final EventLoopGroup loops;
    private final ChannelGroup open;
    private final StreamLimit usualStreams;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile StreamLimit streams;
    private volatile Flow flow = Flow.free();
    private volatile boolean usual = true;
    private Greeting greeting = Greeting.USUAL;
    private long greetings;
    private @Nullable ScheduledFuture<?> periodic;

    ConnectionFaults(EventLoopGroup loops, ChannelGroup open, StreamLimit usualStreams) {
        this.loops = loops;
        this.open = open;
        this.usualStreams = usualStreams;
        this.streams = usualStreams;
    }

    /// Ends every open HTTP/2 connection by a GOAWAY, once.
    public void goAway(GoAway told) {
        await(onEach((_, requests) -> requests.goAway(told)));
    }

    /// Ends every HTTP/2 connection that is open by a GOAWAY, again and again; takes the place of
    /// what was told so before.
    public void goAwayEvery(Duration period, GoAway told) {
        if (period.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("period must be at least a millisecond: " + period);
        }
        lock.lock();
        try {
            stopGoAway();
            periodic = loops.next()
                    .scheduleAtFixedRate(
                            () -> onEach((_, requests) -> requests.goAway(told)),
                            period.toNanos(),
                            period.toNanos(),
                            TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    /// No further GOAWAY comes by itself.
    public void stopGoAway() {
        lock.lock();
        try {
            ScheduledFuture<?> running = periodic;
            periodic = null;
            if (running != null) {
                running.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many streams a connection may have, from now on.
    public StreamLimit streams() {
        return streams;
    }

    /// Changes how many streams a connection may have: open ones are told by SETTINGS.
    public void streams(StreamLimit limit) {
        streams = limit;
        await(onEach((context, requests) -> requests.limitStreams(context, limit)));
    }

    /// How far the next so many connections get; those after them get as far as they should.
    ///
    /// @param times at least 1; [#FOREVER] has no end
    public void greet(Greeting next, long times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
        lock.lock();
        try {
            greeting = next;
            greetings = next == Greeting.USUAL ? 0 : times;
            usual = next == Greeting.USUAL;
        } finally {
            lock.unlock();
        }
    }

    /// How bytes come through, on all connections from now on.
    public void flow(Flow changed) {
        flow = changed;
        List<Future<?>> following = new ArrayList<>();
        for (Channel connection : open) {
            following.add(connection.eventLoop().submit(() -> flow(connection.pipeline(), changed)));
        }
        await(following);
    }

    /// Everything is as it should be again. A GOAWAY that was sent stays sent, and a connection
    /// that got no further than its greeting gets no further.
    public void clear() {
        stopGoAway();
        greet(Greeting.USUAL, 1);
        if (!(flow instanceof Flow.Free)) {
            flow(Flow.free());
        }
        if (!streams.equals(usualStreams)) {
            streams(usualStreams);
        }
    }

    /// How far this new connection gets.
    Greeting greetNext() {
        if (usual) {
            return Greeting.USUAL;
        }
        lock.lock();
        try {
            Greeting given = greeting;
            if (greetings != FOREVER && --greetings <= 0) {
                greeting = Greeting.USUAL;
                usual = true;
            }
            return given;
        } finally {
            lock.unlock();
        }
    }

    /// To be called on a new connection's event loop before anything else is in its pipeline.
    void accept(ChannelPipeline pipeline) {
        if (!(flow instanceof Flow.Free)) {
            pipeline.addFirst(new Wire(flow));
        }
    }

    private static void flow(ChannelPipeline pipeline, Flow changed) {
        Wire wire = pipeline.get(Wire.class);
        if (wire != null) {
            wire.change(pipeline.context(wire), changed);
        } else if (!(changed instanceof Flow.Free)) {
            pipeline.addFirst(new Wire(changed));
        }
    }

    /// What is done to one connection.
    @FunctionalInterface
    private interface Deed {
        void to(ChannelHandlerContext context, Http2Requests requests);
    }

    private List<Future<?>> onEach(Deed deed) {
        List<Future<?>> following = new ArrayList<>();
        for (Channel connection : open) {
            following.add(connection.eventLoop().submit(() -> {
                Http2Requests requests = connection.pipeline().get(Http2Requests.class);
                if (requests != null) {
                    deed.to(connection.pipeline().context(requests), requests);
                }
            }));
        }
        return following;
    }

    private static void await(List<Future<?>> following) {
        following.forEach(Future::syncUninterruptibly);
    }
}
