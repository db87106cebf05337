package org.belltower.benchmarks.dispatch.bed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.belltower.benchmarks.process.Jvm;

/// A JVM that trusts one authority, whatever library it runs.
public final class TrustStore {
    private static final String PASSWORD = "public";

    private TrustStore() {}

    /// @param authority a PEM file
    /// @param store written, in PKCS #12
    public static Jvm trusting(Jvm jvm, Path authority, Path store) {
        try (InputStream in = Files.newInputStream(authority);
                OutputStream out = Files.newOutputStream(store)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setCertificateEntry("simulator", certificate);
            keys.store(out, PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the simulator's authority cannot be read", e);
        }
        return jvm.with("-Djavax.net.ssl.trustStore=" + store)
                .with("-Djavax.net.ssl.trustStoreType=PKCS12")
                .with("-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }
}
