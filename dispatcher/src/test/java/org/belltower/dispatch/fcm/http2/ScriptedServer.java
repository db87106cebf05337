package org.belltower.dispatch.fcm.http2;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2SettingsFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.tls.TrustedCertificates;
import org.belltower.simulator.http2.ServerTls;
import org.belltower.simulator.tls.KeyFolder;
import org.belltower.simulator.tls.SimulatorCertificates;

/// An HTTP/2 server that does what a test says with each request, and nothing by itself.
/// Thread-safe.
@SuppressWarnings("FutureReturnValueIgnored") // Whatever fails, the client under test sees it.
final class ScriptedServer implements AutoCloseable {
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final SimulatorCertificates certificates;
    private final Channel listener;
    private final List<Channel> connections = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger resets = new AtomicInteger();
    private volatile Consumer<Received> script = Received::answer;
    private volatile Consumer<Channel> onConnect = _ -> {};
    private volatile int streams = 100;

    /// A request that has come as a whole.
    record Received(int connection, Http2FrameStream stream, ChannelHandlerContext context, Http2FrameCodec codec) {
        void answer() {
            context.executor().execute(() -> {
                context.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200")).stream(stream));
                context.writeAndFlush(
                        new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(new byte[] {'{', '}'}), true).stream(stream));
            });
        }

        /// The beginning of an answer.
        void begin() {
            context.executor()
                    .execute(() -> context.writeAndFlush(
                            new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200")).stream(stream)));
        }

        void refuse() {
            context.executor()
                    .execute(() -> context.writeAndFlush(
                            new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM).stream(stream)));
        }

        /// That this request is the last one which is, or will be, processed.
        void goAway() {
            context.executor().execute(() -> {
                ChannelHandlerContext at = context.pipeline().context(codec);
                codec.encoder().frameWriter().writeGoAway(at, stream.id(), 0, Unpooled.EMPTY_BUFFER, at.newPromise());
                at.flush();
            });
        }

        void hangUp() {
            context.channel().close();
        }
    }

    ScriptedServer(Path folder) {
        certificates = SimulatorCertificates.in(new KeyFolder(folder), InstantSource.system());
        var tls = ServerTls.of(certificates.serverKey(), certificates.server(), false, null);
        listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        if (streams >= 0) {
                            Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                                    .initialSettings(
                                            Http2Settings.defaultSettings().maxConcurrentStreams(streams))
                                    .build();
                            channel.pipeline().addLast(codec, new Requests(connections.size(), codec));
                        }
                        onConnect.accept(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private final class Requests extends ChannelInboundHandlerAdapter {
        private final int connection;
        private final Http2FrameCodec codec;

        Requests(int connection, Http2FrameCodec codec) {
            this.connection = connection;
            this.codec = codec;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2DataFrame data && data.isEndStream()) {
                Received request = new Received(connection, data.stream(), context, codec);
                received.add(request);
                script.accept(request);
            } else if (frame instanceof Http2ResetFrame) {
                resets.incrementAndGet();
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /// What happens with each request from now on.
    void script(Consumer<Received> each) {
        script = each;
    }

    /// What happens with each new connection.
    void onConnect(Consumer<Channel> each) {
        onConnect = each;
    }

    /// Announced to connections that come; below none, they hear nothing at all after TLS.
    void allow(int streams) {
        this.streams = streams;
    }

    /// Announced anew to connections that are there.
    void allowNow(int streams) {
        connections.forEach(connection -> connection
                .eventLoop()
                .execute(() -> connection
                        .pipeline()
                        .lastContext()
                        .writeAndFlush(
                                new DefaultHttp2SettingsFrame(new Http2Settings().maxConcurrentStreams(streams)))));
    }

    void read(boolean on) {
        connections.forEach(connection -> connection.config().setAutoRead(on));
    }

    List<Received> received() {
        return received;
    }

    int resets() {
        return resets.get();
    }

    /// All that were ever made.
    List<Channel> connections() {
        return connections;
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    SSLContext trusting() {
        return new TrustedCertificates(List.of(certificates.authority())).context();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
