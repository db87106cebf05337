package org.belltower.dispatch.fcm;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.credential.OpenedSender;
import org.belltower.dispatch.fcm.http2.Http2Connections;
import org.belltower.dispatch.fcm.http2.Streams;
import org.belltower.dispatch.send.LastLook;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.tls.TrustedCertificates;
import org.belltower.model.credential.ProviderCredential.ServiceAccount;
import org.belltower.model.push.DeviceToken;
import org.belltower.service.failure.RetryPolicy;

/// All Firebase projects, one for each service account. They share connections: Google's host is
/// the same for all, and the access token, which tells them apart, travels with each request.
///
/// Not thread-safe but for [#open(ServiceAccount)] and [#streams()]; the senders it makes are.
public final class FcmProjects implements AutoCloseable {
    private static final URI TOKENS = URI.create("https://oauth2.googleapis.com/token");
    /// What sending needs, and no more.
    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/firebase.messaging");

    private static final Duration REOPENED_AFTER = Duration.ofMillis(200);
    private static final Duration REOPENED_AT_MOST_AFTER = Duration.ofSeconds(2);

    private final FcmEndpoint endpoint;
    private final Duration deadline;
    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final HttpTransport tokenTransport;
    private final Http2Connections connections;
    private final Map<Path, Project> projects = new HashMap<>();
    private final FcmStreams streams;

    /// A project with its sender.
    ///
    /// @param id the project's id, as it stands in logs and on the status page
    public record Project(String id, PushSender sender) {}

    /// @param deadline for each send, with all its waits
    /// @throws IllegalArgumentException if the trusted certificates cannot be read
    public FcmProjects(
            FcmEndpoint endpoint,
            Duration deadline,
            InstantSource time,
            LongSupplier nanoTime,
            RandomGenerator random) {
        SSLContext tls = endpoint.trustedCertificates()
                .map(file -> TrustedCertificates.in(file).context())
                .orElseGet(FcmProjects::ofTheJdk);
        this.endpoint = endpoint;
        this.deadline = deadline;
        this.time = time;
        this.nanoTime = nanoTime;
        this.tokenTransport = new NetHttpTransport.Builder()
                .setSslSocketFactory(tls.getSocketFactory())
                .build();
        this.connections = new Http2Connections(
                endpoint.host(),
                endpoint.port(),
                tls,
                nanoTime,
                new RetryPolicy(REOPENED_AFTER, REOPENED_AT_MOST_AFTER, random));
        this.streams = new FcmStreams(() -> connections.streams().attainable());
    }

    private static SSLContext ofTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no default TLS settings", e);
        }
    }

    /// The project of a service account.
    ///
    /// @throws IllegalArgumentException if the file is not one; names the file, nothing that stands
    ///     in it
    public Project project(Path serviceAccountFile) {
        return projects.computeIfAbsent(serviceAccountFile, this::open);
    }

    private Project open(Path serviceAccountFile) {
        ServiceAccountCredentials credentials = credentials(serviceAccountFile);
        return new Project(credentials.getProjectId(), sender(tokens(credentials)));
    }

    /// A sender of an account's own, which whoever asks for it closes. Access tokens are asked for
    /// where Google gives them, whatever the account's file named. Thread-safe.
    ///
    /// @throws IllegalArgumentException if the account cannot be used; says nothing of what it
    ///     holds
    public OpenedSender open(ServiceAccount account) {
        AccessTokens tokens = tokens(credentials(account));
        return new Opened(sender(tokens), tokens, streams);
    }

    private record Opened(PushSender sender, AccessTokens tokens, FcmStreams streams, AtomicReference<IntConsumer> told)
            implements OpenedSender {
        private Opened(PushSender sender, AccessTokens tokens, FcmStreams streams) {
            this(sender, tokens, streams, new AtomicReference<>(_ -> {}));
        }

        @Override
        public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
            return sender.send(notification, token, look, answer);
        }

        @Override
        public void tell(IntConsumer carried) {
            told.set(carried);
            streams.tell(carried);
        }

        @Override
        public void close() {
            streams.forget(told.get());
            tokens.close();
        }
    }

    /// Tells how many requests can be in flight, of all projects together, as [#tick()] finds it.
    /// Thread-safe.
    public void tell(IntConsumer carried) {
        streams.tell(carried);
    }

    /// Looks how many requests can be in flight.
    public void tick() {
        streams.tick();
    }

    /// What can be under way at once, of all projects together. Thread-safe.
    public Streams streams() {
        return connections.streams();
    }

    private PushSender sender(AccessTokens tokens) {
        return new FcmSender(tokens, connections, deadline, time, nanoTime);
    }

    private AccessTokens tokens(ServiceAccountCredentials credentials) {
        AsciiString authority = AsciiString.of(endpoint.authority());
        AsciiString path = AsciiString.of("/v1/projects/" + credentials.getProjectId() + "/messages:send");
        return new AccessTokens(
                credentials,
                authorization -> headers(authority, path, authorization),
                time,
                nanoTime,
                connections.timer());
    }

    private static Http2Headers headers(AsciiString authority, AsciiString path, String authorization) {
        return ReadOnlyHttp2Headers.clientHeaders(
                true,
                AsciiString.cached("POST"),
                path,
                AsciiString.cached("https"),
                authority,
                AsciiString.cached("authorization"),
                AsciiString.of(authorization),
                AsciiString.cached("content-type"),
                AsciiString.cached("application/json; charset=UTF-8"),
                // The form of the errors, as firebase-admin asks for it.
                AsciiString.cached("x-goog-api-format-version"),
                AsciiString.cached("2"));
    }

    private ServiceAccountCredentials credentials(ServiceAccount account) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(account.key())));
            return complete(
                    ServiceAccountCredentials.newBuilder()
                            .setProjectId(account.project())
                            .setClientEmail(account.clientEmail())
                            .setPrivateKeyId(account.keyId())
                            .setPrivateKey(key),
                    TOKENS);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the service account cannot be used");
        }
    }

    // The library's reasons may quote the key: they are left out on purpose.
    private ServiceAccountCredentials credentials(Path file) {
        ServiceAccountCredentials credentials;
        try (InputStream in = Files.newInputStream(file)) {
            credentials = ServiceAccountCredentials.fromStream(in, () -> tokenTransport);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(file + " is not a readable service account (JSON)");
        }
        if (credentials.getProjectId() == null) {
            throw new IllegalArgumentException(file + " names no project_id");
        }
        return complete(credentials.toBuilder(), credentials.getTokenServerUri());
    }

    private ServiceAccountCredentials complete(ServiceAccountCredentials.Builder account, URI tokens) {
        return account.setTokenServerUri(endpoint.resolve(tokens))
                .setHttpTransportFactory(() -> tokenTransport)
                .setScopes(SCOPES)
                .build();
    }

    @Override
    public void close() {
        connections.close();
    }
}
