package org.belltower.dispatch.apns.pool;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.AsciiString;
import java.time.Duration;
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

/// One connection to Apple: a Pushy client of its own, which lives as long as its connection (ADR
/// 11).
///
/// A stream is taken from [#slots] before a request is offered, and is free again when that has
/// ended. Requests wait here until the connection is open and the event loop writes them: so what
/// had its last look leaves, and none is ever in Pushy's own queues, which have no bound and give
/// nothing back. Once it is retired, by GOAWAY, by Apple's word that it closes or that the provider
/// token has expired, or since it gave no answer at all after a request that was given up, the connection
/// takes nothing any more, waits for the answers that it owes, and closes.
///
/// [#slots], [#offer] and [#withdraw] are anybody's, all else the event loop's.
// Netty: a write or a close that fails is seen by what it does to the stream and the channel.
@SuppressWarnings("FutureReturnValueIgnored")
final class ApnsConnection {
    private static final Logger LOG = Logger.getLogger(ApnsConnection.class);
    private static final AsciiString AUTHORIZATION = AsciiString.cached("authorization");
    private static final String EXPIRED_TOKEN = "ExpiredProviderToken";
    private static final String SHUTDOWN = "Shutdown";
    private static final String IDLE = "IdleTimeout";

    /// How many may wait for it to open, whatever it will allow then.
    private static final int OPENING_ROOM = 100;
    /// What Apple's servers allow, for one that does not say.
    private static final int USUAL_STREAMS = 1_000;

    private static final int MOST_STREAMS = 10_000;
    private static final int NOT_YET = -1;
    /// The longest wait for answers that are owed.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private enum State {
        OPENING,
        OPEN,
        RETIRED,
        ENDED
    }

    private final ApnsClients clients;
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final ConnectionListener listener;
    private final ApnsAnswer full;
    private final Slots slots = new Slots();
    private final Queue<ApnsRequest> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainAsked = new AtomicBoolean();
    private final PushyChannel channel = new PushyChannel();
    private final StreamEnds ends = new StreamEnds();
    private State state = State.OPENING;
    private @Nullable ApnsRequest writing;
    private int announced = NOT_YET;
    private boolean proven;
    private long lastAnswer;

    /// @param full what those are told for whom it has no stream after all
    ApnsConnection(
            ApnsClients clients, EventLoop loop, LongSupplier nanoTime, ConnectionListener listener, ApnsAnswer full) {
        this.clients = clients;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.full = full;
        slots.allow(OPENING_ROOM);
    }

    /// Begins to open: it is open or has failed after this time.
    void open(Duration within) {
        loop.schedule(() -> guarded(this::giveUpOpening), within.toMillis(), TimeUnit.MILLISECONDS);
        Thread.ofVirtual().name("apns-opening").start(() -> {
            try {
                ApnsClient made = clients.open(new ConnectionWatch(new Seen()));
                run(() -> begin(made));
            } catch (RuntimeException e) {
                run(() -> fail(e));
            }
        });
    }

    Slots slots() {
        return slots;
    }

    boolean isProven() {
        return proven;
    }

    /// After a stream was taken. Does not block.
    void offer(ApnsRequest request) {
        request.enter(this);
        queue.add(request);
        if (drainAsked.compareAndSet(false, true)) {
            run(this::drain);
        }
    }

    /// The request was given up: what has not left does not leave, of what has left the stream is
    /// taken back.
    void withdraw(ApnsRequest request) {
        run(() -> {
            if (request.isOver()) {
                return;
            }
            if (request.stream() > 0) {
                takeBack(request);
            } else if (queue.remove(request)) {
                finish(request, new ApnsAnswer.NotProcessed("abandoned"));
            }
        });
    }

    /// Takes nothing any more, and cuts what is under way.
    void close() {
        if (state == State.OPENING) {
            fail(null);
        } else {
            retire("closed");
            if (state == State.RETIRED) {
                channel.cut();
            }
        }
    }

    private void run(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            // The service has ended, and with it the loop: nobody else touches what is left.
            drainAsked.set(false);
            slots.retire();
            answerQueue(new ApnsAnswer.Unreachable(null, Duration.ZERO, false));
        }
    }

    /// A defect of ours ends the connection and what it carries; without that nobody would be told.
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.errorf("event=connection-defect cause=%s", Failures.kinds(e));
            channel.cut();
        }
    }

    private void begin(ApnsClient made) {
        channel.carriedBy(made);
        if (state != State.OPENING) {
            channel.close();
            return;
        }
        made.sendNotification(new Opening()).whenComplete((_, failure) -> run(() -> openedUnless(failure)));
    }

    private void openedUnless(@Nullable Throwable failure) {
        if (state != State.OPENING) {
            return;
        }
        if (announced == NOT_YET || channel.writable() == null) {
            fail(failure);
            return;
        }
        state = State.OPEN;
        lastAnswer = nanoTime.getAsLong();
        slots.allow(announced);
        listener.opened(this);
        drain();
    }

    private void giveUpOpening() {
        if (state == State.OPENING) {
            fail(null);
        }
    }

    private void fail(@Nullable Throwable cause) {
        if (state == State.OPENING) {
            state = State.ENDED;
            slots.retire();
            ApnsAnswer answer = listener.failed(this, cause);
            channel.cut();
            channel.close();
            answerQueue(answer);
        }
    }

    private void drain() {
        drainAsked.set(false);
        switch (state) {
            case OPENING -> {}
            case OPEN -> {
                ApnsRequest next = queue.poll();
                while (next != null) {
                    write(next);
                    next = state == State.OPEN ? queue.poll() : null;
                }
            }
            case RETIRED, ENDED -> giveBackQueue();
        }
    }

    private void write(ApnsRequest request) {
        ApnsClient client = channel.writable();
        if (request.isAbandoned()) {
            finish(request, new ApnsAnswer.NotProcessed("abandoned"));
        } else if (client == null) {
            // Pushy would open another connection for it.
            finish(request, new ApnsAnswer.Unreachable(null, Duration.ZERO, false));
        } else if (!channel.canOpenStream()) {
            finish(request, full);
        } else if (mayLeave(request)) {
            leave(request, client);
        }
    }

    private void leave(ApnsRequest request, ApnsClient client) {
        writing = request;
        try {
            client.sendNotification(request.notification()).whenComplete((response, _) -> completed(request, response));
        } catch (RuntimeException e) {
            LOG.errorf("event=connection-defect cause=%s", Failures.kinds(e));
            finish(request, new ApnsAnswer.Lost());
        } finally {
            writing = null;
        }
    }

    private boolean mayLeave(ApnsRequest request) {
        try {
            if (request.mayLeave()) {
                return true;
            }
            finish(request, new ApnsAnswer.HeldBack());
        } catch (RuntimeException e) {
            LOG.errorf("event=last-look-failed cause=%s", Failures.kinds(e));
            finish(request, new ApnsAnswer.NotProcessed("failure"));
        }
        return false;
    }

    private void completed(
            ApnsRequest request, @Nullable PushNotificationResponse<? extends ApnsPushNotification> response) {
        ApnsAnswer answer = response == null ? unanswered(request) : answer(response);
        if (answer instanceof ApnsAnswer.Answered answered) {
            noteAnswered(answered);
        }
        finish(request, answer);
    }

    private static ApnsAnswer answer(PushNotificationResponse<? extends ApnsPushNotification> response) {
        return new ApnsAnswer.Answered(
                response.getStatusCode(),
                response.getRejectionReason().orElse(null),
                response.getTokenInvalidationTimestamp().orElse(null));
    }

    private void noteAnswered(ApnsAnswer.Answered answer) {
        lastAnswer = nanoTime.getAsLong();
        if (!proven) {
            proven = true;
            listener.proven(this);
        }
        switch (answer.reason()) {
            // Pushy: Apple answers nothing else any more on a connection that has had one.
            case EXPIRED_TOKEN -> retire("expired-provider-token");
            // It says so before its GOAWAY, or instead.
            case SHUTDOWN, IDLE -> retire("closing");
            case null, default -> {}
        }
    }

    private ApnsAnswer unanswered(ApnsRequest request) {
        if (request.stream() == 0) {
            // Pushy has no stream to give: it has used up their numbers, or the channel has closed.
            retire("not-writable");
            return new ApnsAnswer.Unreachable(null, Duration.ZERO, false);
        }
        return ends.of(request.stream());
    }

    private void finish(ApnsRequest request, ApnsAnswer answer) {
        if (request.end()) {
            slots.free();
            listener.changed(this);
            request.tell(answer);
            closeIfDone();
        }
    }

    private void answerQueue(ApnsAnswer answer) {
        for (ApnsRequest next = queue.poll(); next != null; next = queue.poll()) {
            finish(next, answer);
        }
    }

    private void giveBackQueue() {
        for (ApnsRequest next = queue.poll(); next != null; next = queue.poll()) {
            if (next.isAbandoned()) {
                finish(next, new ApnsAnswer.NotProcessed("abandoned"));
            } else {
                slots.free();
                listener.changed(this);
                listener.givenBack(next);
            }
        }
        closeIfDone();
    }

    private void takeBack(ApnsRequest request) {
        boolean hangs = lastAnswer - request.leftAt() < 0;
        finish(request, new ApnsAnswer.Lost());
        channel.takeBack(request.stream());
        if (hangs) {
            retire("hanging");
        }
    }

    private void retire(String why) {
        if (state == State.OPEN) {
            state = State.RETIRED;
            slots.retire();
            listener.retired(this, why);
            loop.schedule(() -> guarded(channel::cut), GRACE.toMillis(), TimeUnit.MILLISECONDS);
            giveBackQueue();
        }
    }

    /// Whether an answer is owed that is worth the wait.
    private boolean owesAnswers() {
        return state == State.RETIRED && slots.inUse() > 0;
    }

    private void closeIfDone() {
        if (state == State.RETIRED && slots.inUse() == 0) {
            state = State.ENDED;
            channel.close();
        }
    }

    /// The channel is no more. What was in flight Pushy gives up next.
    private void lose() {
        // One that is not open yet is told of by what Pushy makes of it, which may know why.
        if (state == State.OPEN || state == State.RETIRED) {
            if (state == State.OPEN) {
                slots.retire();
                state = State.ENDED;
                listener.retired(this, "lost");
            }
            state = State.ENDED;
            giveBackQueue();
            channel.close();
        }
    }

    /// What Pushy's client shows.
    private final class Seen implements ConnectionWatch.Frames {
        @Override
        public void begin(ChannelHandlerContext at) {
            channel.begin(at, ApnsConnection.this::owesAnswers, () -> guarded(ApnsConnection.this::lose));
            if (state != State.OPENING) {
                // It was given up meanwhile.
                run(channel::cut);
            }
        }

        @Override
        public void requested(int stream, Http2Headers headers) {
            ApnsRequest request = writing;
            if (request != null) {
                CharSequence authorization = clients.authorization();
                if (authorization != null) {
                    headers.set(AUTHORIZATION, authorization);
                }
                request.leave(stream, authorization, nanoTime.getAsLong());
            }
        }

        @Override
        public void settings(Http2Settings settings) {
            Long streams = settings.maxConcurrentStreams();
            if (streams != null) {
                announced = (int) Math.min(MOST_STREAMS, streams);
            } else if (announced == NOT_YET) {
                announced = USUAL_STREAMS;
            }
            if (state == State.OPEN) {
                slots.allow(announced);
                listener.changed(ApnsConnection.this);
            }
        }

        @Override
        public void answeredBare(int stream, Http2Headers headers) {
            ends.answeredBare(stream, headers.status());
        }

        /// Its end is told before Pushy sends it again on a stream of its choice, without another
        /// look.
        @Override
        public void refused(int stream) {
            ends.refused(stream);
            channel.end(stream);
        }

        @Override
        public void goAway(int lastStream) {
            ends.goAway(lastStream);
            if (state == State.OPENING) {
                fail(null);
            } else {
                retire("goaway");
            }
        }
    }
}
