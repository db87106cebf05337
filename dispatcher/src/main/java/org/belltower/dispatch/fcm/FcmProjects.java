package org.belltower.dispatch.fcm;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.messaging.FirebaseMessaging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.credential.OpenedSender;
import org.belltower.dispatch.send.OnThread;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.tls.TrustedCertificates;
import org.belltower.model.credential.ProviderCredential.ServiceAccount;

/// All Firebase projects, one for each service account, over one transport.
///
/// Not thread-safe but for [#open(ServiceAccount)]; the senders it makes are.
public final class FcmProjects implements AutoCloseable {
    private final FcmTransport transport;
    private final InstantSource time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Path, Project> projects = new HashMap<>();
    private final List<FirebaseApp> apps = new ArrayList<>();

    /// A project with its sender.
    ///
    /// @param id the project's id, as it stands in logs and on the status page
    public record Project(String id, PushSender sender) {}

    /// @param timeout for one request
    /// @throws IllegalArgumentException if the trusted certificates cannot be read
    public FcmProjects(FcmEndpoint endpoint, Duration timeout, InstantSource time, LongSupplier nanoTime) {
        SSLContext tls = endpoint.trustedCertificates()
                .map(file -> TrustedCertificates.in(file).context())
                .orElseGet(FcmProjects::ofTheJdk);
        this.transport = new FcmTransport(tls, endpoint, timeout, time, nanoTime);
        this.time = time;
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
        FirebaseApp app = app(credentials);
        apps.add(app);
        return new Project(credentials.getProjectId(), sender(app));
    }

    private FirebaseApp app(ServiceAccountCredentials credentials) {
        return FirebaseApp.initializeApp(
                FirebaseOptions.builder()
                        .setCredentials(credentials)
                        .setHttpTransport(transport)
                        .setThreadManager(new VirtualThreads())
                        .build(),
                "belltower-" + UUID.randomUUID());
    }

    /// A sender of an account's own, which whoever asks for it closes. Access tokens are asked for
    /// where Google gives them, whatever the account's file named. Thread-safe.
    ///
    /// @throws IllegalArgumentException if the account cannot be used; says nothing of what it
    ///     holds
    public OpenedSender open(ServiceAccount account) {
        FirebaseApp app = app(credentials(account));
        return OpenedSender.of(sender(app), app::delete);
    }

    private PushSender sender(FirebaseApp app) {
        return new OnThread(new FcmSender(FirebaseMessaging.getInstance(app), time), threads);
    }

    private ServiceAccountCredentials credentials(ServiceAccount account) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(account.key())));
            return ServiceAccountCredentials.newBuilder()
                    .setProjectId(account.project())
                    .setClientEmail(account.clientEmail())
                    .setPrivateKeyId(account.keyId())
                    .setPrivateKey(key)
                    .setHttpTransportFactory(() -> transport)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the service account cannot be used");
        }
    }

    // The library's reasons may quote the key: they are left out on purpose.
    private ServiceAccountCredentials credentials(Path file) {
        ServiceAccountCredentials credentials;
        try (InputStream in = Files.newInputStream(file)) {
            credentials = ServiceAccountCredentials.fromStream(in, () -> transport);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(file + " is not a readable service account (JSON)");
        }
        if (credentials.getProjectId() == null) {
            throw new IllegalArgumentException(file + " names no project_id");
        }
        return credentials;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        apps.forEach(FirebaseApp::delete);
        transport.shutdown();
    }
}
