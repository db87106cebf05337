package org.belltower.simulator.http2;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.belltower.simulator.fault.StreamLimit;
import org.jspecify.annotations.Nullable;

/// What was agreed in the TLS handshake decides which protocol the rest of the connection is. A
/// client that offers nothing is taken at its word to know: Pushy by default begins with HTTP/2, as
/// APNs lets it.
// Netty: what was not written or closed because the peer left is not news.
@SuppressWarnings("FutureReturnValueIgnored")
final class Negotiation extends ApplicationProtocolNegotiationHandler {

    private final ProviderEndpoint endpoint;
    private final AtomicLong connectionNumbers;
    private final Supplier<StreamLimit> limit;
    private final boolean silent;

    /// @param limit as it is when the handshake is finished
    /// @param silent whether nothing follows the handshake
    Negotiation(ProviderEndpoint endpoint, AtomicLong connectionNumbers, Supplier<StreamLimit> limit, boolean silent) {
        super(endpoint.servesHttp1() ? ApplicationProtocolNames.HTTP_1_1 : ApplicationProtocolNames.HTTP_2);
        this.endpoint = endpoint;
        this.connectionNumbers = connectionNumbers;
        this.limit = limit;
        this.silent = silent;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (silent) {
            context.pipeline().addLast(new Silent());
            return;
        }
        long number = connectionNumbers.incrementAndGet();
        ProviderSession session = endpoint.connected(client(context));
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            ProviderEndpoint.Connected connected = new ProviderEndpoint.Connected(session, endpoint.keptBodyBytes());
            context.pipeline().addLast(Http2Codec.serve(number, connected, limit.get()));
        } else {
            context.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(endpoint.keptBodyBytes(), true),
                            new Http1Requests(number, session));
        }
    }

    private static @Nullable X509Certificate client(ChannelHandlerContext context) {
        try {
            SSLSession tls = context.pipeline().get(SslHandler.class).engine().getSession();
            return tls.getPeerCertificates()[0] instanceof X509Certificate certificate ? certificate : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        // A client that does not trust us, or speaks no TLS, is its own affair, and one whose certificate we do not
        // believe has been told so; the superclass would log it.
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
