package org.belltower.simulator.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509TrustManager;
import org.belltower.simulator.tls.SimulatorCertificates.Validity;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The certificate authority that issues provider certificates, by which senders identify themselves to APNs. It is
/// not the one that clients trust: its key is kept, so that it can go on issuing. Files: `provider-ca.pem`,
/// `provider-ca-key.pem`. Immutable.
public final class ProviderAuthority {

    private static final String FILE = "provider-ca.pem";
    private static final String KEY_FILE = "provider-ca-key.pem";
    private static final Duration VALIDITY = Duration.ofDays(3_650);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;

    private ProviderAuthority(X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /// The one in the folder, else a new one, written there.
    ///
    /// @param clock tells when certificates begin and whether they have expired
    public static ProviderAuthority in(KeyFolder folder, InstantSource clock) {
        try {
            return folder.has(FILE) && folder.has(KEY_FILE) ? read(folder, clock) : make(folder, clock);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make an authority in " + folder.path(), e);
        }
    }

    private static ProviderAuthority read(KeyFolder folder, InstantSource clock) throws GeneralSecurityException {
        byte[] key = Pem.decode("PRIVATE KEY", folder.read(KEY_FILE));
        return new ProviderAuthority(
                SimulatorCertificates.certificate(folder.read(FILE)),
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                clock);
    }

    private static ProviderAuthority make(KeyFolder folder, InstantSource clock)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        Instant now = clock.instant();
        // Longer ago than any certificate begins that it issues.
        Validity validity = new Validity(now.minus(VALIDITY), now.plus(VALIDITY));
        X500Name name = new X500Name("CN=Belltower provider simulator certification");
        X509Certificate certificate = SimulatorCertificates.sign(
                SimulatorCertificates.authority(name, keys, validity), signer(keys.getPrivate()));
        folder.write(KEY_FILE, Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
        folder.write(FILE, Pem.encode("CERTIFICATE", certificate.getEncoded()));
        return new ProviderAuthority(certificate, keys.getPrivate(), clock);
    }

    /// The time by which certificates expire.
    public Instant now() {
        return clock.instant();
    }

    /// A certificate for an app, with the subject that Apple's have: `UID` is the bundle id, `OU` the team.
    ///
    /// @param until when it expires; it may have
    public X509Certificate issue(PublicKey owner, String bundleId, String teamId, Instant until) {
        Instant begins = clock.instant().minus(SimulatorCertificates.CLOCK_SKEW);
        Instant from = begins.isBefore(until) ? begins : until.minus(SimulatorCertificates.CLOCK_SKEW);
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.UID, bundleId)
                .addRDN(BCStyle.CN, "Apple Push Services: " + bundleId)
                .addRDN(BCStyle.OU, teamId)
                .build();
        try {
            return SimulatorCertificates.sign(
                    SimulatorCertificates.leaf(
                            X500Name.getInstance(
                                    certificate.getSubjectX500Principal().getEncoded()),
                            subject,
                            owner,
                            new Validity(from, until),
                            KeyPurposeId.id_kp_clientAuth),
                    signer(key));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot issue a certificate", e);
        }
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }

    /// Believes what this authority has issued and has not expired. It names no issuer to clients, so that they show
    /// whatever certificate they have.
    public X509TrustManager trust() {
        return new Trust();
    }

    private void require(X509Certificate shown) throws CertificateException {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(certificate, null)));
            parameters.setDate(Date.from(clock.instant()));
            parameters.setRevocationEnabled(false);
            var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(shown));
            var _ = CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private final class Trust implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            require(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this authority issues no certificates of servers");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
