package org.belltower.dispatch.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The authorities of a PEM file.
///
/// @param authorities at least one
public record TrustedCertificates(List<X509Certificate> authorities) {
    public TrustedCertificates {
        authorities = List.copyOf(authorities);
    }

    /// Reads them.
    ///
    /// @throws IllegalArgumentException if the file cannot be read or holds no certificate; names the file
    public static TrustedCertificates in(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(pem + " holds no certificate");
            }
            return new TrustedCertificates(found);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(pem + " is not a readable PEM file of certificates", e);
        }
    }

    /// TLS that trusts these and no others.
    public SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int number = 0; number < authorities.size(); number++) {
                store.setCertificateEntry("authority-" + number, authorities.get(number));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes TLS settings of certificates", e);
        }
    }
}
