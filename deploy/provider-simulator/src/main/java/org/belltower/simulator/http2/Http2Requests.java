package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalInt;
import org.belltower.simulator.fault.Drip;
import org.belltower.simulator.fault.GoAway;
import org.belltower.simulator.fault.StreamLimit;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection: gathers frames into requests, gives them to the session, writes what it
/// says.
///
/// It is the connection's codec itself, with no object a frame and no channel a stream: a push is
/// one HEADERS and one DATA frame, and either would cost more than the push. A body that comes in
/// one frame is not copied; one that comes in several is copied into one buffer that never grows
/// beyond what the endpoint keeps. Flow-control credit goes back at once, so a client is never
/// slowed by the record.
///
/// Confined to the event loop of its connection.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Requests extends Http2ConnectionHandler {

    private static final System.Logger LOG = System.getLogger(Http2Requests.class.getName());

    private final long connection;
    private final ProviderSession session;
    private final int keptBodyBytes;
    private final StreamAnnouncement streams;
    private final IntObjectMap<Partial> partials = new IntObjectHashMap<>();
    private @Nullable Responder responder;
    private @Nullable Farewell farewell;

    Http2Requests(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            long connection,
            ProviderEndpoint.Connected connected,
            StreamAnnouncement streams) {
        super(decoder, encoder, Http2Settings.defaultSettings().maxConcurrentStreams(streams.announced()));
        this.connection = connection;
        this.session = connected.session();
        this.keptBodyBytes = connected.keptBodyBytes();
        this.streams = streams;
        decoder.frameListener(new Frames());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        responder = new Responder(context, () -> flush(context));
        farewell = new Farewell(this, context);
        super.handlerAdded(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        partials.values().forEach(Partial::release);
        partials.clear();
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) {
            fail(context, cause);
        } else {
            onError(context, false, cause);
        }
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, @Nullable Http2Exception known) {
        if (known == null) {
            fail(context, cause);
        } else {
            super.onConnectionError(context, outbound, cause, known);
        }
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean outbound, Throwable cause, Http2Exception.StreamException known) {
        if (known.error() == Http2Error.REFUSED_STREAM) {
            // It came after the GOAWAY, or above the announced limit.
            session.unprocessed();
        }
        forget(known.streamId());
        super.onStreamError(context, outbound, cause, known);
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            // Not the client's doing. Without this line a fault of ours would look like a scripted one.
            LOG.log(System.Logger.Level.ERROR, "connection=" + connection + " failed=true", cause);
        }
        Responder.hangUp(context.channel());
    }

    void goAway(GoAway told) {
        farewell().begin(told);
    }

    void limitStreams(ChannelHandlerContext context, StreamLimit limit) {
        announce(context, streams.change(limit));
        flush(context);
    }

    private void announce(ChannelHandlerContext context, OptionalInt limit) {
        if (limit.isPresent()) {
            Http2Settings settings = new Http2Settings().maxConcurrentStreams(limit.getAsInt());
            encoder().writeSettings(context, settings, context.newPromise());
        }
    }

    private void complete(ChannelHandlerContext context, int stream, Partial partial) {
        partials.remove(stream);
        try {
            ByteBuf body = partial.body == null ? Unpooled.EMPTY_BUFFER : partial.body;
            answer(context, stream, partial.headers, body, partial.length);
        } finally {
            partial.release();
        }
    }

    private void answer(ChannelHandlerContext context, int stream, Http2Headers headers, ByteBuf body, long length) {
        ProviderResponse response = session.answer(new ProviderRequest(connection, stream, headers, body, length));
        Responder due = Objects.requireNonNull(responder);
        switch (response) {
            case ProviderResponse.Answer answer -> due.after(answer.delay(), () -> write(context, stream, answer));
            case ProviderResponse.Reset(long code, var delay) -> due.after(delay, () -> reset(context, stream, code));
            case ProviderResponse.HangUp(var delay) -> due.after(delay, () -> Responder.hangUp(context.channel()));
            case ProviderResponse.Silence() -> {
                // The stream stays open and counts against the client's limit.
                farewell().settle();
            }
        }
    }

    private void write(ChannelHandlerContext context, int stream, ProviderResponse.Answer answer) {
        if (!isOpen(stream)) {
            farewell().settle();
            return;
        }
        Drip drip = answer.drip();
        boolean headersOnly = answer.body().isEmpty() && drip == null;
        encoder().writeHeaders(context, stream, answer.headers(), 0, headersOnly, context.newPromise());
        announce(context, streams.after(answer.verdict()));
        if (headersOnly) {
            farewell().settle();
        } else if (drip == null) {
            writeBody(context, stream, ByteBufUtil.writeUtf8(context.alloc(), answer.body()), true);
        } else {
            Objects.requireNonNull(responder)
                    .trickle(answer.body(), drip, (bytes, last) -> writeBody(context, stream, bytes, last));
        }
    }

    private void writeBody(ChannelHandlerContext context, int stream, ByteBuf bytes, boolean last) {
        if (isOpen(stream)) {
            encoder().writeData(context, stream, bytes, 0, last, context.newPromise());
        } else {
            bytes.release();
        }
        if (last) {
            farewell().settle();
        }
    }

    private void reset(ChannelHandlerContext context, int stream, long errorCode) {
        if (isOpen(stream)) {
            resetStream(context, stream, errorCode, context.newPromise());
        }
        farewell().settle();
    }

    private boolean isOpen(int stream) {
        Http2Stream present = connection().stream(stream);
        return present != null && present.state() != Http2Stream.State.CLOSED;
    }

    private Farewell farewell() {
        return Objects.requireNonNull(farewell);
    }

    private void forget(int stream) {
        Partial partial = partials.remove(stream);
        if (partial != null) {
            partial.release();
            farewell().settle();
        }
    }

    /// What the client sends, as the codec reads it. SETTINGS, PING, GOAWAY and WINDOW_UPDATE it
    /// has dealt with.
    private final class Frames extends Http2FrameAdapter {

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) {
            Partial partial = partials.get(stream);
            if (partial != null) {
                // Trailers: they say nothing to a provider, but may end the request.
                if (end) {
                    complete(context, stream, partial);
                }
            } else if (farewell().isBeyond(stream)) {
                session.unprocessed();
                farewell().leftOut();
            } else {
                farewell().owe();
                if (end) {
                    answer(context, stream, headers, Unpooled.EMPTY_BUFFER, 0);
                } else {
                    partials.put(stream, new Partial(headers));
                }
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean end) {
            onHeadersRead(context, stream, headers, padding, end);
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end) {
            int processed = data.readableBytes() + padding;
            Partial partial = partials.get(stream);
            if (partial == null) {
                return processed;
            }
            if (end && partial.body == null && data.readableBytes() <= keptBodyBytes) {
                partials.remove(stream);
                answer(context, stream, partial.headers, data, data.readableBytes());
                return processed;
            }
            partial.append(context, data, keptBodyBytes);
            if (end) {
                complete(context, stream, partial);
            }
            return processed;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int stream, long errorCode) {
            forget(stream);
        }
    }

    /// A request of which the end has not come yet.
    private static final class Partial {
        private final Http2Headers headers;
        private @Nullable ByteBuf body;
        private long length;

        Partial(Http2Headers headers) {
            this.headers = headers;
        }

        void append(ChannelHandlerContext context, ByteBuf content, int keptBytes) {
            length += content.readableBytes();
            ByteBuf target = body;
            if (target == null) {
                target = context.alloc().buffer(Math.min(keptBytes, 512), keptBytes);
                body = target;
            }
            target.writeBytes(content, Math.min(content.readableBytes(), keptBytes - target.readableBytes()));
        }

        void release() {
            ByteBuf held = body;
            if (held != null) {
                body = null;
                held.release();
            }
        }
    }
}
