package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.belltower.dispatch.apns.pool.ApnsPool;
import org.belltower.dispatch.credential.OpenedSender;
import org.belltower.dispatch.flow.CarriedStreams;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.tls.TrustedCertificates;
import org.belltower.model.Provider;
import org.belltower.model.push.DeviceToken;
import org.belltower.service.failure.RetryPolicy;

/// All connections to APNs, a pool for each credential, with the thread that carries them.
///
/// Not thread-safe but for [#open]; the senders it makes are.
public final class ApnsConnections implements AutoCloseable {
    private static final Duration REOPENED_AFTER = Duration.ofSeconds(1);
    private static final Duration REOPENED_AT_MOST_AFTER = Duration.ofMinutes(1);

    private final ApnsServer server;
    private final LongSupplier nanoTime;
    private final CarriedStreams carried;
    private final RetryPolicy reopening;
    private final Optional<X509Certificate[]> trusted;
    private final SharedTokens tokens;
    private final SuspectTokens suspects = new SuspectTokens();
    private final EventLoopGroup threads;
    private final Map<ApnsCredential, Configured> configured = new HashMap<>();

    /// @param random shifts attempts to connect anew
    /// @param carried told what the connections of configured credentials carry
    /// @throws IllegalArgumentException if the trusted certificates cannot be read; names the file
    public ApnsConnections(
            ApnsServer server,
            InstantSource time,
            LongSupplier nanoTime,
            RandomGenerator random,
            CarriedStreams carried) {
        this.server = server;
        this.nanoTime = nanoTime;
        this.carried = carried;
        this.reopening = new RetryPolicy(REOPENED_AFTER, REOPENED_AT_MOST_AFTER, random);
        this.trusted = server.trustedCertificates()
                .map(file -> TrustedCertificates.in(file).authorities().toArray(X509Certificate[]::new));
        this.tokens = new SharedTokens(time, nanoTime);
        this.threads = new NioEventLoopGroup(1, new DefaultThreadFactory("apns", true));
    }

    private record Configured(ApnsPool pool, ProviderTokens tokens) {}

    /// The sender of an app. Connects with the first push.
    ///
    /// @param topic the app's bundle id
    /// @throws IllegalArgumentException if the key cannot be read; names the file, nothing that stands in it
    public PushSender sender(ApnsCredential credential, String topic) {
        Configured by = configured.computeIfAbsent(credential, this::configure);
        return new ApnsSender(by.pool(), Optional.of(by.tokens()), suspects, topic);
    }

    private Configured configure(ApnsCredential credential) {
        ApnsIdentity.Team team = new ApnsIdentity.Team(key(credential));
        ApnsPool pool = pool(credential.id(), team, credential.environment());
        pool.tell(carried.share(new Credential(Provider.APNS, credential.id())));
        return new Configured(pool, tokens.of(team.key()));
    }

    /// A sender with connections of its own, which whoever asks for it closes. Connects with the first push.
    /// Thread-safe.
    ///
    /// @param name for the log
    /// @throws IllegalArgumentException if the identity cannot be used
    public OpenedSender open(String name, ApnsIdentity identity, ApnsCredential.Environment environment, String topic) {
        ApnsPool pool = pool(name, identity, environment);
        return new Opened(pool, new ApnsSender(pool, tokens(identity), suspects, topic));
    }

    private record Opened(ApnsPool pool, ApnsSender sender) implements OpenedSender {
        @Override
        public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
            return sender.send(notification, token, look, answer);
        }

        @Override
        public void tell(IntConsumer streams) {
            pool.tell(streams);
        }

        @Override
        public void retire() {
            pool.retire();
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    private Optional<ProviderTokens> tokens(ApnsIdentity identity) {
        return identity instanceof ApnsIdentity.Team team ? Optional.of(tokens.of(team.key())) : Optional.empty();
    }

    private ApnsPool pool(String name, ApnsIdentity identity, ApnsCredential.Environment environment) {
        PushyClients clients = new PushyClients(
                server,
                trusted,
                threads,
                identity,
                environment,
                identity instanceof ApnsIdentity.Team team
                        ? tokens(identity).map(shared -> () -> shared.authorization(team.key()))
                        : Optional.empty());
        return new ApnsPool(
                new ApnsPool.Settings(name, server.connections(), reopening, PushyClients.CONNECT),
                clients,
                threads.next(),
                nanoTime);
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

    @Override
    public void close() {
        configured.values().forEach(by -> by.pool().close());
        Future<?> _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
