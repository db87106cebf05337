package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http2.Http2FrameLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.dispatch.apns.pool.ApnsClients;
import org.jspecify.annotations.Nullable;

/// Pushy's clients as this service wants them. Thread-safe.
///
/// @param signed what requests carry; empty if a certificate says who we are
record PushyClients(
        ApnsServer server,
        Optional<X509Certificate[]> trusted,
        EventLoopGroup threads,
        ApnsIdentity identity,
        ApnsCredential.Environment environment,
        Optional<Supplier<CharSequence>> signed)
        implements ApnsClients {
    static final Duration CONNECT = Duration.ofSeconds(5);
    /// A connection that is silent for so long is asked whether it lives, and closed if half as long
    /// brings no answer.
    private static final Duration IDLE = Duration.ofSeconds(20);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int APPLE_PORT = 443;

    @Override
    public ApnsClient open(Http2FrameLogger frames) {
        ApnsClientBuilder builder = new ApnsClientBuilder()
                .setEventLoopGroup(threads)
                .setConcurrentConnections(1)
                .setConnectionTimeout(CONNECT)
                .setIdlePingInterval(IDLE)
                .setGracefulShutdownTimeout(GRACE)
                .setFrameLogger(frames);
        identity.applyTo(builder);
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
    public @Nullable CharSequence authorization() {
        return signed.isPresent() ? signed.get().get() : null;
    }
}
