package org.belltower.dispatch.app;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.belltower.dispatch.apns.ApnsCredential.Environment;
import org.belltower.dispatch.tls.TrustedCertificates;
import org.belltower.model.Provider;
import org.belltower.model.credential.SealedCredential;
import org.belltower.service.probe.DatabaseProbe;
import org.belltower.service.probe.Probe;
import org.belltower.service.probe.TlsProbe;

/// Builds what finds out without traffic whether others are reached: where the configuration says that they are.
@Singleton
class ProbeWiring {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration OF_DATABASE = Duration.ofSeconds(10);
    private static final int HTTPS = 443;

    private final DispatchConfig config;
    private final Dispatcher dispatcher;
    private final StatusBoard board;

    ProbeWiring(DispatchConfig config, Dispatcher dispatcher, StatusBoard board) {
        this.config = config;
        this.dispatcher = dispatcher;
        this.board = board;
    }

    @Produces
    @Singleton
    Probe database(AgroalDataSource database) {
        return new DatabaseProbe(database, OF_DATABASE);
    }

    /// Accepted pushes do not tell which of Apple's two services took them, so both are asked where both are needed.
    @Produces
    @Singleton
    Probe apple() {
        return apple("apns", "api.push.apple.com", Environment.PRODUCTION, Environment.SANDBOX);
    }

    @Produces
    @Singleton
    Probe appleSandbox() {
        return apple("apns-sandbox", "api.sandbox.push.apple.com", Environment.SANDBOX, Environment.PRODUCTION);
    }

    private Probe apple(String peer, String host, Environment environment, Environment other) {
        Optional<InetSocketAddress> server = config.apns().server().map(Providers::address);
        boolean isFirst = environment == Environment.PRODUCTION;
        TlsProbe tls = new TlsProbe(
                server.map(InetSocketAddress::getHostString).orElse(host),
                server.map(InetSocketAddress::getPort).orElse(HTTPS),
                tls(config.apns().trustedCertificates()),
                TIMEOUT);
        // A configured server stands for both.
        return server.isPresent()
                ? new ProviderProbe(
                        peer,
                        tls,
                        () -> isFirst && (isUsed(environment) || isUsed(other)),
                        () -> board.acceptedAgo(Provider.APNS))
                : new ProviderProbe(
                        peer,
                        tls,
                        () -> isUsed(environment),
                        () -> isUsed(other) ? Optional.empty() : board.acceptedAgo(Provider.APNS));
    }

    @Produces
    @Singleton
    Probe firebase() {
        URI address = config.fcm().baseUrl().orElse(URI.create("https://fcm.googleapis.com"));
        TlsProbe tls = new TlsProbe(
                unbracketed(address.getHost()),
                address.getPort() < 0 ? HTTPS : address.getPort(),
                tls(config.fcm().trustedCertificates()),
                TIMEOUT);
        return new ProviderProbe("fcm", tls, this::usesFirebase, () -> board.acceptedAgo(Provider.FCM));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static SSLContext tls(Optional<Path> trusted) {
        return trusted.map(file -> TrustedCertificates.in(file).context()).orElseGet(ProbeWiring::ofTheJdk);
    }

    private static SSLContext ofTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no default TLS settings", e);
        }
    }

    private boolean isUsed(Environment environment) {
        Stream<Environment> configured = config.apps().values().stream()
                .flatMap(app -> app.apns().stream())
                .map(DispatchConfig.ApnsApp::environment);
        return Stream.concat(configured, uploaded().flatMap(ProbeWiring::environment))
                .anyMatch(environment::equals);
    }

    private boolean usesFirebase() {
        return config.apps().values().stream().anyMatch(app -> app.fcm().isPresent())
                || uploaded().anyMatch(known -> known.provider() == Provider.FCM);
    }

    private Stream<SealedCredential> uploaded() {
        return dispatcher.uploaded().all().stream().flatMap(one -> Stream.ofNullable(one.sealed()));
    }

    private static Stream<Environment> environment(SealedCredential known) {
        SealedCredential.ApnsApp app = known.apns();
        if (app == null) {
            return Stream.empty();
        }
        return Stream.of(
                switch (app.environment()) {
                    case PRODUCTION -> Environment.PRODUCTION;
                    case SANDBOX -> Environment.SANDBOX;
                });
    }
}
