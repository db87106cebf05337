package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection: gathers frames into requests, gives them to the session, writes what it says.
///
/// It works on the frames of the connection itself, not on a channel per stream: a push is one HEADERS and one DATA
/// frame, and a child channel would cost more than the push. A body that comes in one frame is not copied; one that
/// comes in several is copied into one buffer that never grows beyond what the endpoint keeps. Flow-control credit
/// goes back at once, so a client is never slowed by the record.
///
/// Confined to the event loop of its connection.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Requests extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(Http2Requests.class.getName());

    private final long connection;
    private final ProviderSession session;
    private final int keptBodyBytes;
    private final IntObjectMap<Partial> partials = new IntObjectHashMap<>();
    private @Nullable Responder responder;

    Http2Requests(long connection, ProviderSession session, int keptBodyBytes) {
        this.connection = connection;
        this.session = session;
        this.keptBodyBytes = keptBodyBytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        responder = new Responder(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            switch (frame) {
                case Http2HeadersFrame headers -> onHeaders(context, headers);
                case Http2DataFrame data -> onData(context, data);
                case Http2ResetFrame reset -> forget(reset.stream());
                default -> {
                    // SETTINGS, PING, GOAWAY, WINDOW_UPDATE: the codec has dealt with them.
                }
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        partials.values().forEach(Partial::release);
        partials.clear();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2FrameStreamException broken) {
            forget(broken.stream());
            context.writeAndFlush(new DefaultHttp2ResetFrame(broken.error()).stream(broken.stream()));
        } else {
            if (!(cause instanceof IOException
                    || cause instanceof DecoderException
                    || cause instanceof Http2Exception)) {
                // Not the client's doing. Without this line a fault of ours would look like a scripted one.
                LOG.log(System.Logger.Level.ERROR, "connection=" + connection + " failed=true", cause);
            }
            Responder.hangUp(context.channel());
        }
    }

    private void onHeaders(ChannelHandlerContext context, Http2HeadersFrame frame) {
        Partial partial = partials.get(frame.stream().id());
        if (partial != null) {
            // Trailers: they say nothing to a provider, but may end the request.
            if (frame.isEndStream()) {
                complete(context, frame.stream(), partial);
            }
        } else if (frame.isEndStream()) {
            answer(context, frame.stream(), frame.headers(), Unpooled.EMPTY_BUFFER, 0);
        } else {
            partials.put(frame.stream().id(), new Partial(frame.headers()));
        }
    }

    private void onData(ChannelHandlerContext context, Http2DataFrame frame) {
        Http2FrameStream stream = frame.stream();
        context.write(new DefaultHttp2WindowUpdateFrame(frame.initialFlowControlledBytes()).stream(stream));
        Partial partial = partials.get(stream.id());
        if (partial == null) {
            return;
        }
        ByteBuf content = frame.content();
        if (frame.isEndStream() && partial.body == null && content.readableBytes() <= keptBodyBytes) {
            partials.remove(stream.id());
            answer(context, stream, partial.headers, content, content.readableBytes());
            return;
        }
        partial.append(context, content, keptBodyBytes);
        if (frame.isEndStream()) {
            complete(context, stream, partial);
        }
    }

    private void complete(ChannelHandlerContext context, Http2FrameStream stream, Partial partial) {
        partials.remove(stream.id());
        try {
            ByteBuf body = partial.body == null ? Unpooled.EMPTY_BUFFER : partial.body;
            answer(context, stream, partial.headers, body, partial.length);
        } finally {
            partial.release();
        }
    }

    private void answer(
            ChannelHandlerContext context, Http2FrameStream stream, Http2Headers headers, ByteBuf body, long length) {
        ProviderResponse response = session.answer(new ProviderRequest(connection, stream.id(), headers, body, length));
        Responder due = responder;
        if (due == null) {
            throw new IllegalStateException("a request before the handler was added");
        }
        switch (response) {
            case ProviderResponse.Answer answer -> due.after(answer.delay(), () -> write(context, stream, answer));
            case ProviderResponse.HangUp(var delay) -> due.after(delay, () -> Responder.hangUp(context.channel()));
            case ProviderResponse.Silence() -> {
                // The stream stays open and counts against the client's limit.
            }
        }
    }

    private static void write(ChannelHandlerContext context, Http2FrameStream stream, ProviderResponse.Answer answer) {
        if (stream.state() == Http2Stream.State.CLOSED) {
            return;
        }
        boolean headersOnly = answer.body().isEmpty();
        context.write(new DefaultHttp2HeadersFrame(answer.headers(), headersOnly).stream(stream));
        if (!headersOnly) {
            ByteBuf body = ByteBufUtil.writeUtf8(context.alloc(), answer.body());
            context.write(new DefaultHttp2DataFrame(body, true).stream(stream));
        }
    }

    private void forget(Http2FrameStream stream) {
        Partial partial = partials.remove(stream.id());
        if (partial != null) {
            partial.release();
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
