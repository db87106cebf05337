package org.belltower.registry.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.credential.ProviderCredential;
import org.jspecify.annotations.Nullable;

/// An APNs certificate with its key (`.p12`). Its subject tells the app's bundle id (`UID`) and the team (`OU`) (Apple:
/// "Establishing a certificate-based connection to APNs"). The password is not stored: what it opened is.
final class CertificateFile {
    private static final Pattern TEAM = Pattern.compile("[A-Z0-9]{10}");

    private final byte[] file;
    private final Pkcs12 looked;
    private final String password;

    private CertificateFile(byte[] file, Pkcs12 looked, String password) {
        this.file = file;
        this.looked = looked;
        this.password = password;
    }

    /// Looks at the file, and does nothing yet of what it asks for.
    ///
    /// @throws InvalidFieldException if it is no p12, or asks for too much
    static CertificateFile of(String p12, String password) {
        byte[] file = decoded(p12);
        return new CertificateFile(file, Pkcs12.of(file), password);
    }

    /// Opens it. Computes for as long as the file asks for, up to seconds: [CertificateReader] is the place to.
    ///
    /// @throws InvalidFieldException naming the field that is wrong
    Submitted read(Instant now) {
        char[] secret = password.toCharArray();
        try {
            KeyStore store = loaded(secret);
            looked.requireBoundedWithin(secret);
            return read(store, secret, now);
        } catch (IOException e) {
            // The JDK says so of the MAC, and of whatever fails while a content is decrypted and read. What no password
            // could decrypt was refused before.
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new InvalidFieldException("password", "must open the p12")
                    : notPkcs12();
        } catch (GeneralSecurityException e) {
            throw notPkcs12();
        }
    }

    private KeyStore loaded(char[] secret) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(file), secret);
        } catch (RuntimeException e) {
            // Attributes that are none, and whatever else the JDK does not expect of a file that somebody made up.
            throw notPkcs12();
        }
        return store;
    }

    private static byte[] decoded(String p12) {
        try {
            return Base64.getMimeDecoder().decode(p12);
        } catch (IllegalArgumentException e) {
            throw notPkcs12();
        }
    }

    static InvalidFieldException notPkcs12() {
        return new InvalidFieldException("p12", "must be PKCS #12 in Base64");
    }

    private static Submitted read(KeyStore store, char[] password, Instant now) throws GeneralSecurityException {
        String alias = keyAlias(store);
        if (!(store.getKey(alias, password) instanceof PrivateKey key)
                || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
            throw new InvalidFieldException("p12", "must hold a private key with its certificate");
        }
        Instant expires = certificate.getNotAfter().toInstant();
        if (!now.isBefore(expires)) {
            throw new InvalidFieldException("p12", "must hold a certificate that has not expired");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new InvalidFieldException("p12", "must hold a certificate that is valid already");
        }
        List<Rdn> subject = subject(certificate);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Submitted(
                        new ProviderCredential.Certificate(
                                base64.encodeToString(certificate.getEncoded()),
                                base64.encodeToString(key.getEncoded())),
                        null,
                        team(subject),
                        null,
                        PrivateKeyFile.fingerprint(certificate.getPublicKey()),
                        expires)
                .forTopic(value(subject, "UID"));
    }

    private static String keyAlias(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new InvalidFieldException("p12", "must hold a private key with its certificate");
    }

    private static List<Rdn> subject(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253)).getRdns();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    private static @Nullable String team(List<Rdn> subject) {
        return value(subject, "OU").filter(team -> TEAM.matcher(team).matches()).orElse(null);
    }

    private static Optional<String> value(List<Rdn> subject, String type) {
        return subject.stream()
                .filter(part -> part.getType().toUpperCase(Locale.ROOT).equals(type))
                .map(part -> part.getValue().toString())
                .findFirst();
    }
}
