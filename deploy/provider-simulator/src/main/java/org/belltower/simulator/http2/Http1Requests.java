package org.belltower.simulator.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.io.IOException;
import java.util.Objects;
import org.belltower.simulator.fault.Drip;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection, for clients such as Google's auth library that do not speak HTTP/2. One
/// request at a time: a client that pipelines gets its answers in order only if they take equally
/// long.
///
/// Confined to the event loop of its connection.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http1Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final System.Logger LOG = System.getLogger(Http1Requests.class.getName());

    private final long connection;
    private final ProviderSession session;
    private @Nullable Responder responder;
    private int requests;

    Http1Requests(long connection, ProviderSession session) {
        this.connection = connection;
        this.session = session;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        responder = new Responder(context, context::flush);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Responder due = responder;
        if (due == null || request.decoderResult().isFailure()) {
            context.close();
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        // The conversion needs to know the scheme, which the request line does not name.
        request.headers().set(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), "https");
        Http2Headers headers = HttpConversionUtil.toHttp2Headers(request, true);
        ProviderResponse response = session.answer(new ProviderRequest(
                connection,
                ++requests,
                headers,
                request.content(),
                request.content().readableBytes()));
        switch (response) {
            case ProviderResponse.Answer answer -> due.after(answer.delay(), () -> write(context, answer, keepAlive));
            case ProviderResponse.Reset(long _, var delay) ->
                // A connection of HTTP/1.1 has no streams to reset.
                due.after(delay, () -> Responder.hangUp(context.channel()));
            case ProviderResponse.HangUp(var delay) -> due.after(delay, () -> Responder.hangUp(context.channel()));
            case ProviderResponse.Silence() -> {
                // The client waits.
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            // Not the client's doing. Without this line a fault of ours would look like a scripted one.
            LOG.log(System.Logger.Level.ERROR, "connection=" + connection + " failed=true", cause);
        }
        Responder.hangUp(context.channel());
    }

    private void write(ChannelHandlerContext context, ProviderResponse.Answer answer, boolean keepAlive) {
        HttpResponseStatus status =
                HttpResponseStatus.parseLine(String.valueOf(answer.headers().status()));
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
        answer.headers().forEach(header -> {
            if (!Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(header.getKey())) {
                response.headers().add(header.getKey(), header.getValue());
            }
        });
        HttpUtil.setContentLength(response, ByteBufUtil.utf8Bytes(answer.body()));
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        context.write(response);
        Drip drip = answer.drip();
        if (drip == null) {
            writeBody(context, ByteBufUtil.writeUtf8(context.alloc(), answer.body()), true, keepAlive);
        } else {
            Objects.requireNonNull(responder)
                    .trickle(answer.body(), drip, (bytes, last) -> writeBody(context, bytes, last, keepAlive));
        }
    }

    private static void writeBody(ChannelHandlerContext context, ByteBuf bytes, boolean last, boolean keepAlive) {
        ChannelFuture written = context.write(last ? new DefaultLastHttpContent(bytes) : new DefaultHttpContent(bytes));
        if (last && !keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
