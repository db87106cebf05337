package org.belltower.benchmarks.simulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/// Sends a load over some connections as fast as they take it. For one thread.
final class PushClient implements AutoCloseable {

    private final EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("push-client", true));
    private final AtomicLong toSend = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final List<Channel> channels = new ArrayList<>();

    /// @param trusted the certificate authority, as PEM
    /// @param openStreams on each connection
    PushClient(int port, Path trusted, PushLoad load, int connections, int openStreams) throws SSLException {
        SslContext tls = SslContextBuilder.forClient()
                .trustManager(trusted.toFile())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2))
                .build();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        tls.newHandler(channel.alloc(), "127.0.0.1", port),
                                        new PushConnection(load, openStreams, toSend, answered));
                    }
                });
        for (int i = 0; i < connections; i++) {
            channels.add(
                    bootstrap.connect("127.0.0.1", port).syncUninterruptibly().channel());
        }
    }

    /// Sends so many pushes and waits for their answers.
    ///
    /// @throws IllegalStateException if an answer is missing after that time
    void send(long pushes, Duration longest) {
        answered.set(0);
        toSend.set(pushes);
        for (Channel channel : channels) {
            channel.eventLoop().execute(() -> begin(channel));
        }
        long began = System.nanoTime();
        while (answered.get() < pushes) {
            if (System.nanoTime() - began > longest.toNanos()) {
                throw new IllegalStateException(answered.get() + " of " + pushes + " pushes were answered");
            }
            LockSupport.parkNanos(200_000);
        }
    }

    private static void begin(Channel channel) {
        ChannelHandlerContext context = channel.pipeline().context(PushConnection.class);
        try {
            channel.pipeline().get(PushConnection.class).send(context);
        } catch (Http2Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
