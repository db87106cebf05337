package org.belltower.simulator.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority and the server certificate it signed, for `localhost`, `127.0.0.1` and `::1`.
///
/// The certificate authority's key is never written: whoever trusts `ca.pem` trusts the one certificate it signed
/// and no other. Files: `ca.pem` for clients, `server.pem` and `server-key.pem` for the simulator. Immutable.
///
/// @param caFile the certificate authority as PEM, what a client must trust
/// @param authority the certificate authority
/// @param server the server's certificate
/// @param serverKey its private key
public record SimulatorCertificates(
        Path caFile, X509Certificate authority, X509Certificate server, PrivateKey serverKey) {

    private static final String CA_FILE = "ca.pem";
    private static final String SERVER_FILE = "server.pem";
    private static final String SERVER_KEY_FILE = "server-key.pem";
    private static final Duration VALIDITY = Duration.ofDays(365);
    private static final Duration LEAST_REMAINING = Duration.ofDays(1);
    static final Duration CLOCK_SKEW = Duration.ofHours(1);

    /// The certificates in the folder if they are whole and valid for another day, else new ones, written there.
    public static SimulatorCertificates in(KeyFolder folder, InstantSource clock) {
        try {
            if (folder.has(CA_FILE) && folder.has(SERVER_FILE) && folder.has(SERVER_KEY_FILE)) {
                SimulatorCertificates kept = read(folder);
                if (kept.isUsableAt(clock.instant().plus(LEAST_REMAINING))) {
                    return kept;
                }
            }
            return make(folder, clock.instant());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make certificates in " + folder.path(), e);
        }
    }

    @Override
    public String toString() {
        return "SimulatorCertificates[" + caFile + "]";
    }

    private boolean isUsableAt(Instant instant) {
        return !instant.isAfter(authority.getNotAfter().toInstant())
                && !instant.isAfter(server.getNotAfter().toInstant());
    }

    private static SimulatorCertificates read(KeyFolder folder) throws GeneralSecurityException {
        byte[] key = Pem.decode("PRIVATE KEY", folder.read(SERVER_KEY_FILE));
        return new SimulatorCertificates(
                folder.file(CA_FILE),
                certificate(folder.read(CA_FILE)),
                certificate(folder.read(SERVER_FILE)),
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
    }

    static X509Certificate certificate(String pem) throws GeneralSecurityException {
        byte[] der = Pem.decode("CERTIFICATE", pem);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static SimulatorCertificates make(KeyFolder folder, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair caKeys = generator.generateKeyPair();
        KeyPair serverKeys = generator.generateKeyPair();
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(caKeys.getPrivate());
        X500Name caName = new X500Name("CN=Belltower provider simulator CA");
        X509Certificate authority = sign(authority(caName, caKeys, Validity.from(now)), signer);
        X509Certificate server = sign(server(caName, serverKeys, Validity.from(now)), signer);

        folder.write(
                SERVER_KEY_FILE,
                Pem.encode("PRIVATE KEY", serverKeys.getPrivate().getEncoded()));
        folder.write(SERVER_FILE, Pem.encode("CERTIFICATE", server.getEncoded()));
        Path caFile = folder.write(CA_FILE, Pem.encode("CERTIFICATE", authority.getEncoded()));
        return new SimulatorCertificates(caFile, authority, server, serverKeys.getPrivate());
    }

    /// From when to when a certificate holds.
    record Validity(Instant from, Instant to) {
        /// As long as the simulator's own.
        static Validity from(Instant now) {
            return new Validity(now.minus(CLOCK_SKEW), now.plus(VALIDITY));
        }
    }

    /// A certificate authority that signs itself.
    static JcaX509v3CertificateBuilder authority(X500Name name, KeyPair keys, Validity validity)
            throws CertIOException {
        JcaX509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), validity);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return builder;
    }

    private static JcaX509v3CertificateBuilder server(X500Name issuer, KeyPair keys, Validity validity)
            throws CertIOException {
        JcaX509v3CertificateBuilder builder =
                leaf(issuer, new X500Name("CN=localhost"), keys.getPublic(), validity, KeyPurposeId.id_kp_serverAuth);
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        return builder;
    }

    /// A certificate for one end of a connection.
    static JcaX509v3CertificateBuilder leaf(
            X500Name issuer, X500Name subject, PublicKey key, Validity validity, KeyPurposeId purpose)
            throws CertIOException {
        JcaX509v3CertificateBuilder builder = builder(issuer, subject, key, validity);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        return builder;
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Validity validity) {
        BigInteger serial = new BigInteger(120, new SecureRandom()).add(BigInteger.ONE);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(validity.from()), Date.from(validity.to()), subject, key);
    }

    static X509Certificate sign(JcaX509v3CertificateBuilder builder, ContentSigner signer)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
