package org.belltower.dispatch.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.belltower.dispatch.apns.ApnsConnections;
import org.belltower.dispatch.apns.ApnsCredential;
import org.belltower.dispatch.apns.ApnsIdentity;
import org.belltower.dispatch.apns.ApnsServer;
import org.belltower.dispatch.credential.OpenedSender;
import org.belltower.dispatch.credential.SenderFactory;
import org.belltower.dispatch.fcm.FcmEndpoint;
import org.belltower.dispatch.fcm.FcmProjects;
import org.belltower.dispatch.flow.CarriedStreams;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.send.DeadlineSender;
import org.belltower.dispatch.send.Deadlines;
import org.belltower.dispatch.send.PushSender;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.Routes;
import org.belltower.model.AppId;
import org.belltower.model.Provider;
import org.belltower.model.credential.ProviderCredential;
import org.belltower.model.credential.SealedCredential;

/// The configured apps with their connections, and what makes senders of uploaded credentials. What
/// is wrong with a configured credential is told at start, by property and file.
final class Providers implements SenderFactory, AutoCloseable {
    private static final String PREFIX = "belltower.dispatch.";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deadlines deadlines;
    private final ApnsConnections apns;
    private final FcmProjects fcm;
    private final CarriedStreams carried;
    private final Set<Credential> firebase = new HashSet<>();
    private final Routes routes;

    /// @param carried told what configured credentials' connections carry
    /// @throws IllegalStateException naming the property and the file that cannot be used
    Providers(DispatchConfig config, InstantSource time, LongSupplier nanoTime, CarriedStreams carried) {
        this.carried = carried;
        this.deadlines = new Deadlines(config.sendDeadline(), nanoTime);
        ApnsServer server = named(
                PREFIX + "apns.connections",
                () -> new ApnsServer(
                        config.apns().server().map(Providers::address),
                        config.apns().trustedCertificates(),
                        config.apns().connections()));
        this.apns = named(
                PREFIX + "apns.trusted-certificates",
                () -> new ApnsConnections(server, time, nanoTime, new Random(), carried));
        FcmEndpoint google = named(
                PREFIX + "fcm.base-url",
                () -> new FcmEndpoint(config.fcm().baseUrl(), config.fcm().trustedCertificates()));
        this.fcm = named(
                PREFIX + "fcm.trusted-certificates",
                () -> new FcmProjects(google, config.sendDeadline(), time, nanoTime, new Random()));
        this.routes = new Routes(config.apps().entrySet().stream()
                .flatMap(app -> routes(app).stream())
                .toList());
    }

    Routes routes() {
        return routes;
    }

    private List<Route> routes(Map.Entry<String, DispatchConfig.App> app) {
        AppId id = new AppId(app.getKey());
        String prefix = PREFIX + "apps.\"" + id + "\".";
        List<Route> found = new ArrayList<>();
        app.getValue().apns().ifPresent(settings -> found.add(apple(id, prefix, settings)));
        app.getValue().fcm().ifPresent(settings -> found.add(firebase(id, prefix, settings)));
        return found;
    }

    private Route apple(AppId app, String prefix, DispatchConfig.ApnsApp settings) {
        ApnsCredential credential =
                new ApnsCredential(settings.teamId(), settings.keyId(), settings.keyFile(), settings.environment());
        PushSender sender = named(prefix + "apns.key-file", () -> apns.sender(credential, settings.topic()));
        return new Route(app, new Credential(Provider.APNS, credential.id()), timed(sender));
    }

    private Route firebase(AppId app, String prefix, DispatchConfig.FcmApp settings) {
        Path file = settings.serviceAccountFile();
        FcmProjects.Project project = named(prefix + "fcm.service-account-file", () -> fcm.project(file));
        Credential credential = new Credential(Provider.FCM, project.id());
        if (firebase.add(credential)) {
            fcm.tell(carried.share(credential));
        }
        return new Route(app, credential, project.sender());
    }

    @Override
    public OpenedSender open(SealedCredential about, ProviderCredential credential) {
        return switch (credential) {
            case ProviderCredential.SigningKey key -> apple(about, ApnsIdentity.of(key));
            case ProviderCredential.Certificate certificate -> apple(about, ApnsIdentity.of(certificate));
            case ProviderCredential.ServiceAccount account -> fcm.open(account);
        };
    }

    private OpenedSender apple(SealedCredential about, ApnsIdentity identity) {
        SealedCredential.ApnsApp app = about.apns();
        if (app == null) {
            throw new IllegalArgumentException("the app is not known at Apple");
        }
        ApnsCredential.Environment environment = switch (app.environment()) {
            case PRODUCTION -> ApnsCredential.Environment.PRODUCTION;
            case SANDBOX -> ApnsCredential.Environment.SANDBOX;
        };
        return apns.open(about.id().toString(), identity, environment, app.topic())
                .by(this::timed);
    }

    /// Resolves what is late, and looks what Firebase takes at once.
    void tick() {
        deadlines.tick();
        fcm.tick();
    }

    /// Runs what ends connections.
    Executor closing() {
        return threads;
    }

    /// Pushy has no deadline for a request.
    private PushSender timed(PushSender sender) {
        return new DeadlineSender(sender, deadlines);
    }

    private static <T> T named(String property, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(property + ": " + e.getMessage(), e);
        }
    }

    /// @throws IllegalStateException if it is no `host:port`; names the property
    static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        Optional<Integer> port = colon < 1 ? Optional.empty() : port(hostAndPort.substring(colon + 1));
        return InetSocketAddress.createUnresolved(
                hostAndPort.substring(0, Math.max(0, colon)),
                port.orElseThrow(() -> new IllegalStateException(PREFIX + "apns.server must be host:port")));
    }

    private static Optional<Integer> port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port < 65_536 ? Optional.of(port) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// Cuts what is still out.
    @Override
    public void close() {
        threads.shutdownNow();
        apns.close();
        fcm.close();
    }
}
