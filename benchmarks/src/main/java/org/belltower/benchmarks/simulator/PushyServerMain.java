package org.belltower.benchmarks.simulator;

import com.eatthepath.pushy.apns.server.BenchmarkApnsServerBuilder;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Pushy's server for benchmarks as a process: it answers everything with 200, and checks and
/// records nothing.
public final class PushyServerMain {

    private PushyServerMain() {}

    /// @param args certificate and key, as PEM
    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        new BenchmarkApnsServerBuilder()
                .setServerCredentials(
                        Path.of(args[0]).toFile(), Path.of(args[1]).toFile(), null)
                .setEventLoopGroup(new NioEventLoopGroup(1, new DefaultThreadFactory("pushy-server", true)))
                .setMaxConcurrentStreams(1_000)
                .setUseAlpn(true)
                .build()
                .start(port)
                .get();
        System.out.println(port);
        new CountDownLatch(1).await();
    }
}
