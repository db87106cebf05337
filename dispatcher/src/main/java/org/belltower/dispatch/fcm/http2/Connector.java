package org.belltower.dispatch.fcm.http2;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// Makes connections to one host: TCP, TLS with the host's name checked, HTTP/2 by ALPN.
/// Thread-safe.
// Netty: what fails closes the channel, and that is heard.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connector {
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final String host;
    private final int port;
    private final SslContext tls;

    Connector(String host, int port, SSLContext tls) {
        this.host = host;
        this.port = port;
        this.tls = new JdkSslContext(
                tls,
                true,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2),
                ClientAuth.NONE,
                null,
                false);
    }

    /// Opens it: five seconds after its name was looked up it allows streams, or is lost. Blocks
    /// for the name.
    void open(LiveConnection connection) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            new Bootstrap()
                    .group(connection.loop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) OPENING.toMillis())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            connection.opening(channel);
                            channel.pipeline().addLast(secured(channel), new Negotiation(connection));
                        }
                    })
                    .connect(address);
            connection.loop().schedule(connection::closeUnlessOpen, OPENING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (UnknownHostException | RuntimeException e) {
            connection.close();
        }
    }

    SslHandler secured(Channel channel) {
        SslHandler handler = tls.newHandler(channel.alloc(), host, port);
        // Netty 4.1 checks the certificate, but not whose it is.
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
        return handler;
    }

    private static final class Negotiation extends ApplicationProtocolNegotiationHandler {
        private final LiveConnection connection;

        Negotiation(LiveConnection connection) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.connection = connection;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (!protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                context.close();
                return;
            }
            FrameReader frames = new FrameReader(connection);
            Http2ConnectionHandler codec = codec(frames);
            codec.connection().addListener(frames);
            context.pipeline().addLast(new Arrivals(connection), codec, new Departures(connection));
            connection.begin(codec, context.pipeline().context(codec));
        }

        // Their texts are the JDK's and Netty's: not for our log.
        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static Http2ConnectionHandler codec(FrameReader frames) {
        return new Http2ConnectionHandlerBuilder()
                .server(false)
                .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
                .frameListener(frames)
                .validateHeaders(false)
                .gracefulShutdownTimeoutMillis(0)
                .build();
    }

    /// Before the codec: that anything came.
    private static final class Arrivals extends ChannelDuplexHandler {
        private final LiveConnection connection;

        Arrivals(LiveConnection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            connection.hasRead();
            context.fireChannelRead(message);
        }
    }

    /// After the codec: that the kernel takes more, and what nobody else caught.
    private static final class Departures extends ChannelDuplexHandler {
        private final LiveConnection connection;

        Departures(LiveConnection connection) {
            this.connection = connection;
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            connection.drain();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
