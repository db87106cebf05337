package org.belltower.dispatch.apns;

import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.belltower.model.credential.ProviderCredential;

/// Who Apple takes us for: a developer team, by its signing key, or one app, by its certificate.
public sealed interface ApnsIdentity {
    void applyTo(ApnsClientBuilder builder);

    /// @throws IllegalArgumentException if the key cannot be used; says nothing of what it holds
    static ApnsIdentity of(ProviderCredential.SigningKey credential) {
        try {
            PrivateKey key = key("EC", credential.key());
            if (key instanceof ECPrivateKey signing) {
                return new Team(new ApnsSigningKey(credential.keyId(), credential.teamId(), signing));
            }
        } catch (GeneralSecurityException e) {
            throw unusable("signing key");
        }
        throw unusable("signing key");
    }

    /// @throws IllegalArgumentException if certificate or key cannot be used; says nothing of what they hold
    static ApnsIdentity of(ProviderCredential.Certificate credential) {
        byte[] der = Base64.getDecoder().decode(credential.certificate());
        try {
            if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))
                    instanceof X509Certificate certificate) {
                String algorithm = certificate.getPublicKey().getAlgorithm();
                return new App(certificate, key(algorithm, credential.key()));
            }
        } catch (GeneralSecurityException e) {
            throw unusable("certificate");
        }
        throw unusable("certificate");
    }

    private static PrivateKey key(String algorithm, String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    // The library's reasons may quote the key: they are left out on purpose.
    private static IllegalArgumentException unusable(String what) {
        return new IllegalArgumentException("the " + what + " cannot be used");
    }

    /// By provider tokens. Pushy would mint one for each connection, and Apple counts them: it gets a
    /// key that is nobody's, and what it signs by that never leaves.
    record Team(ApnsSigningKey key) implements ApnsIdentity {
        private static final ApnsSigningKey NOBODYS = nobodys();

        @Override
        public void applyTo(ApnsClientBuilder builder) {
            builder.setSigningKey(NOBODYS);
        }

        private static ApnsSigningKey nobodys() {
            try {
                KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
                pairs.initialize(new ECGenParameterSpec("secp256r1"));
                return new ApnsSigningKey("nobody", "nobody", (ECPrivateKey)
                        pairs.generateKeyPair().getPrivate());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has this curve", e);
            }
        }

        @Override
        public String toString() {
            return "Team[masked]";
        }
    }

    /// When the connection is made.
    record App(X509Certificate certificate, PrivateKey key) implements ApnsIdentity {
        @Override
        public void applyTo(ApnsClientBuilder builder) {
            builder.setClientCredentials(certificate, key, null);
        }

        @Override
        public String toString() {
            return "App[masked]";
        }
    }
}
