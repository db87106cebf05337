package org.belltower.simulator;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http2.Http2FrameLogger;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.belltower.simulator.credentials.ApnsCertificate;
import org.belltower.simulator.credentials.ApnsKey;

/// Real clients that trust a simulator and nothing else.
final class Clients {

    /// Shared by all Pushy clients: one of their own would take two seconds to close.
    private static final EventLoopGroup LOOPS = new NioEventLoopGroup(2, new DefaultThreadFactory("pushy", true));

    private Clients() {}

    static ApnsClient pushy(ProviderSimulator simulator, ApnsKey key) {
        return pushy(simulator, key, 1);
    }

    static ApnsClient pushy(ProviderSimulator simulator, ApnsKey key, Http2FrameLogger listener) {
        try {
            return pushy(simulator)
                    .setSigningKey(ApnsSigningKey.loadFromPkcs8File(key.file().toFile(), key.teamId(), key.keyId()))
                    .setFrameLogger(listener)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ApnsClient pushy(ProviderSimulator simulator, ApnsKey key, int connections) {
        try {
            return pushy(simulator)
                    .setSigningKey(ApnsSigningKey.loadFromPkcs8File(key.file().toFile(), key.teamId(), key.keyId()))
                    .setConcurrentConnections(connections)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ApnsClient pushy(ProviderSimulator simulator, ApnsCertificate certificate) {
        try {
            return pushy(simulator)
                    .setClientCredentials(certificate.file().toFile(), certificate.password())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApnsClientBuilder pushy(ProviderSimulator simulator) {
        return new ApnsClientBuilder()
                .setApnsServer("127.0.0.1", simulator.apnsPort())
                .setTrustedServerCertificateChain(simulator.caCertificate().toFile())
                .setEventLoopGroup(LOOPS)
                .setGracefulShutdownTimeout(Duration.ofMillis(100));
    }

    static HttpClient http2(ProviderSimulator simulator) {
        return http(simulator, HttpClient.Version.HTTP_2);
    }

    /// Shows a certificate.
    static HttpClient http2(ProviderSimulator simulator, ApnsCertificate certificate) {
        try (InputStream p12 = new FileInputStream(certificate.file().toFile())) {
            char[] password = certificate.password().toCharArray();
            KeyStore shown = KeyStore.getInstance("PKCS12");
            shown.load(p12, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(shown, password);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_2)
                    .sslContext(trusting(simulator, keys.getKeyManagers()))
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpClient http(ProviderSimulator simulator, HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(trusting(simulator))
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    static SSLContext trusting(ProviderSimulator simulator) {
        return trusting(simulator, new KeyManager[0]);
    }

    private static SSLContext trusting(ProviderSimulator simulator, KeyManager[] keys) {
        try (InputStream pem = new FileInputStream(simulator.caCertificate().toFile())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "simulator", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
