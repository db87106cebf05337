package org.belltower.simulator.http2;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.belltower.simulator.fault.StreamLimit;
import org.jspecify.annotations.Nullable;

/// A port on the loopback interface that speaks HTTP/2 over TLS for one provider.
///
/// It is open from the start. While it is shut the kernel refuses connections, as for a provider
/// whose address nobody listens on; those that were open are cut. Safe for use by many threads.
public final class ProviderServer implements AutoCloseable {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

    private final ProviderEndpoint endpoint;
    private final SslContext tls;
    private final ConnectionFaults faults;
    private final ServerBootstrap bootstrap;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong connectionNumbers;
    private final ReentrantLock lock = new ReentrantLock();
    private final int port;
    private @Nullable Channel listener;
    private volatile boolean open = true;

    /// Opens the port.
    ///
    /// @param port 0 for any free one
    /// @param loops carries the connections; belongs to the caller
    /// @param tls with ALPN for what the endpoint speaks: see [ServerTls]
    /// @param streams announced to every client
    /// @param connectionNumbers counts connections over all servers of a simulator
    /// @throws IllegalStateException if the port cannot be opened
    public ProviderServer(
            int port,
            EventLoopGroup loops,
            SslContext tls,
            ProviderEndpoint endpoint,
            StreamLimit streams,
            AtomicLong connectionNumbers) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.connectionNumbers = connectionNumbers;
        this.faults = new ConnectionFaults(loops, connections, streams);
        this.bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        begin(channel);
                    }
                });
        Channel opened = listen(port);
        this.listener = opened;
        this.port = ((InetSocketAddress) opened.localAddress()).getPort();
    }

    private void begin(SocketChannel channel) {
        connections.add(channel);
        if (!open) {
            Responder.hangUp(channel);
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        faults.accept(pipeline);
        switch (faults.greetNext()) {
            case NO_TLS -> pipeline.addLast(new Silent());
            case NO_SETTINGS -> greet(channel, true);
            case USUAL -> greet(channel, false);
        }
    }

    private void greet(SocketChannel channel, boolean silent) {
        channel.pipeline()
                .addLast(
                        tls.newHandler(channel.alloc()),
                        new Negotiation(endpoint, connectionNumbers, faults::streams, silent));
    }

    /// How its connections misbehave.
    public ConnectionFaults faults() {
        return faults;
    }

    /// The port, the same for as long as the server lives.
    public int port() {
        return port;
    }

    /// Whether connections are taken.
    public boolean isOpen() {
        return open;
    }

    /// Takes connections again. Does nothing if it already does.
    public void open() {
        lock.lock();
        try {
            if (listener == null) {
                open = true;
                listener = listen(port);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Refuses connections, as soon as it returns, and cuts those there are. Does nothing if it
    /// already does.
    ///
    /// @throws IllegalStateException if the kernel goes on taking connections
    public void shut() {
        lock.lock();
        try {
            if (end()) {
                awaitRefusal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @return false if it was shut already
    private boolean end() {
        Channel shutting;
        lock.lock();
        try {
            open = false;
            shutting = listener;
            listener = null;
            if (shutting != null) {
                shutting.close().syncUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        for (Channel connection : connections) {
            connection.eventLoop().execute(() -> Responder.hangUp(connection));
        }
        return shutting != null;
    }

    /// A closed listener leaves the kernel with the next turn of its selector only: until then a
    /// connection is made that nobody takes.
    ///
    /// @throws IllegalStateException if that does not happen soon
    private void awaitRefusal() {
        InetSocketAddress address = address(port);
        long began = System.nanoTime();
        while (System.nanoTime() - began < LONGEST_TURN.toNanos()) {
            try (Socket probe = new Socket()) {
                probe.connect(address, (int) LONGEST_TURN.toMillis());
            } catch (ConnectException refused) {
                return;
            } catch (IOException untaken) {
                // Made, and cut by the kernel at the same moment: asked again.
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException(address + " does not refuse");
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// How many connections there are.
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        faults.stopGoAway();
        boolean _ = end();
    }

    private Channel listen(int port) {
        InetSocketAddress address = address(port);
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException("cannot listen on " + address, bound.cause());
        }
        return bound.channel();
    }
}
