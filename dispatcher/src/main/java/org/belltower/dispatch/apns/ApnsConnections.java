package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.belltower.dispatch.credential.OpenedSender;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.tls.TrustedCertificates;

/// All connections to APNs, one for each credential, with the threads that carry them.
///
/// Not thread-safe but for [#open]; the senders it makes are.
public final class ApnsConnections implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// A connection that is silent for so long is asked whether it lives, and closed if half as long brings no
    /// answer.
    private static final Duration IDLE = Duration.ofSeconds(20);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int APPLE_PORT = 443;

    private final ApnsServer server;
    private final Optional<X509Certificate[]> trusted;
    private final LongSupplier nanoTime;
    private final EventLoopGroup threads;
    private final Map<ApnsCredential, ApnsConnection> connections = new HashMap<>();

    /// @throws IllegalArgumentException if the trusted certificates cannot be read; names the file
    public ApnsConnections(ApnsServer server, LongSupplier nanoTime) {
        this.server = server;
        this.trusted = server.trustedCertificates()
                .map(file -> TrustedCertificates.in(file).authorities().toArray(X509Certificate[]::new));
        this.nanoTime = nanoTime;
        this.threads = new NioEventLoopGroup(1, new DefaultThreadFactory("apns", true));
    }

    /// The sender of an app. Connects with the first push.
    ///
    /// @param topic the app's bundle id
    /// @throws IllegalArgumentException if the key cannot be read; names the file, nothing that stands in it
    public PushSender sender(ApnsCredential credential, String topic) {
        return new ApnsSender(connections.computeIfAbsent(credential, this::connection), topic);
    }

    private ApnsConnection connection(ApnsCredential credential) {
        ApnsSigningKey key = key(credential);
        return new ApnsConnection(
                credential.id(),
                () -> client(credential.environment(), builder -> builder.setSigningKey(key)),
                nanoTime);
    }

    /// A sender with a connection of its own, which whoever asks for it closes. Connects with the first push.
    /// Thread-safe.
    ///
    /// @param name for the log
    /// @throws IllegalArgumentException if the identity cannot be used
    public OpenedSender open(String name, ApnsIdentity identity, ApnsCredential.Environment environment, String topic) {
        ApnsConnection connection = new ApnsConnection(name, () -> client(environment, identity::applyTo), nanoTime);
        PushSender sender = new ApnsSender(connection, topic);
        return OpenedSender.of(sender, connection::close);
    }

    // The library's reasons may quote the key: they are left out on purpose.
    private static ApnsSigningKey key(ApnsCredential credential) {
        try {
            return ApnsSigningKey.loadFromPkcs8File(
                    credential.keyFile().toFile(), credential.team(), credential.keyId());
        } catch (IOException | InvalidKeyException | NoSuchAlgorithmException | RuntimeException e) {
            throw new IllegalArgumentException(credential.keyFile() + " is not a readable APNs signing key (.p8)");
        }
    }

    private ApnsClient client(ApnsCredential.Environment environment, Consumer<ApnsClientBuilder> identify) {
        ApnsClientBuilder builder = new ApnsClientBuilder()
                .setEventLoopGroup(threads)
                .setConnectionTimeout(CONNECT)
                .setIdlePingInterval(IDLE)
                .setGracefulShutdownTimeout(GRACE);
        identify.accept(builder);
        server.address()
                .ifPresentOrElse(
                        address -> builder.setApnsServer(address.getHostString(), address.getPort()),
                        () -> builder.setApnsServer(environment.host(), APPLE_PORT));
        trusted.ifPresent(builder::setTrustedServerCertificateChain);
        try {
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException("the TLS settings of APNs cannot be used", e);
        }
    }

    @Override
    public void close() {
        connections.values().forEach(ApnsConnection::close);
        Future<?> _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
