package org.belltower.registry.credential;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// How something is encrypted by a password: PBES2 of PBKDF2 and AES (RFC 8018), or what PKCS #12 had before it (RFC
/// 7292, appendix C). There are none but those that tools write and the JDK reads, and none asks for more than
/// [#MOST_ITERATIONS].
final class PasswordScheme {
    /// What OWASP asks of PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet): who follows it may upload, and what
    /// the tools write is far below (OpenSSL 2,048, the JDK's keytool 10,000). The JDK itself would do 5,000,000.
    static final int MOST_ITERATIONS = 600_000;

    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final Map<String, String> OLD = Map.of(
            "1.2.840.113549.1.12.1.3", "PBEWithSHA1AndDESede",
            "1.2.840.113549.1.12.1.5", "PBEWithSHA1AndRC2_128",
            "1.2.840.113549.1.12.1.6", "PBEWithSHA1AndRC2_40");
    private static final String HMAC_SHA1 = "1.2.840.113549.2.7";
    private static final Map<String, String> FUNCTIONS = Map.of(
            HMAC_SHA1,
            "HmacSHA1",
            "1.2.840.113549.2.8",
            "HmacSHA224",
            "1.2.840.113549.2.9",
            "HmacSHA256",
            "1.2.840.113549.2.10",
            "HmacSHA384",
            "1.2.840.113549.2.11",
            "HmacSHA512");
    private static final Map<String, String> CIPHERS =
            Map.of("2.16.840.1.101.3.4.1.2", "AES_128", "2.16.840.1.101.3.4.1.42", "AES_256");

    /// What the JDK asks for, and all tools write.
    private static final int LEAST_SALT = 8;
    private static final int AES_BLOCK = 16;
    private static final int OLD_BLOCK = 8;

    private final String name;
    private final int block;
    private final int iterations;
    private final byte[] parameters;

    private PasswordScheme(Known known, int block, byte[] parameters) {
        this.name = known.name;
        this.block = block;
        this.iterations = known.iterations;
        this.parameters = parameters;
    }

    private record Known(String name, int iterations) {}

    /// Reads an AlgorithmIdentifier.
    ///
    /// @throws IllegalArgumentException if it is none
    /// @throws InvalidFieldException if it is not known, or asks for too much
    static PasswordScheme read(DerReader from) {
        DerReader identifier = from.in(DerReader.SEQUENCE);
        String oid = identifier.oid();
        byte[] parameters = identifier.rest();
        DerReader named = new DerReader(parameters);
        DerReader in = named.in(DerReader.SEQUENCE);
        named.end();
        return oid.equals(PBES2)
                ? new PasswordScheme(pbes2(in), AES_BLOCK, parameters)
                : new PasswordScheme(old(oid, in), OLD_BLOCK, parameters);
    }

    /// As often as it is decrypted.
    int iterations() {
        return iterations;
    }

    private static Known old(String oid, DerReader parameters) {
        String name = known(OLD.get(oid));
        salt(parameters);
        int iterations = iterations(parameters);
        parameters.end();
        return new Known(name, iterations);
    }

    private static Known pbes2(DerReader parameters) {
        DerReader derivation = parameters.in(DerReader.SEQUENCE);
        DerReader encryption = parameters.in(DerReader.SEQUENCE);
        parameters.end();
        Known function = pbkdf2(derivation);
        String cipher = known(CIPHERS.get(encryption.oid()));
        if (encryption.in(DerReader.OCTETS).rest().length != AES_BLOCK) {
            throw CertificateFile.notPkcs12();
        }
        encryption.end();
        return new Known("PBEWith" + function.name + "And" + cipher, function.iterations);
    }

    private static Known pbkdf2(DerReader derivation) {
        known(derivation.oid().equals(PBKDF2) ? PBKDF2 : null);
        DerReader parameters = derivation.in(DerReader.SEQUENCE);
        derivation.end();
        salt(parameters);
        int iterations = iterations(parameters);
        if (parameters.isNext(DerReader.INTEGER)) {
            // The length of the key. The JDK goes by the cipher's.
            parameters.count();
        }
        String function = HMAC_SHA1;
        if (parameters.hasMore()) {
            DerReader identifier = parameters.in(DerReader.SEQUENCE);
            function = identifier.oid();
            none(identifier);
        }
        parameters.end();
        return new Known(known(FUNCTIONS.get(function)), iterations);
    }

    /// The parameters of an algorithm that has none.
    static void none(DerReader identifier) {
        if (identifier.isNext(DerReader.NULL)) {
            identifier.in(DerReader.NULL).end();
        }
        identifier.end();
    }

    /// Passes over a salt.
    ///
    /// @throws InvalidFieldException if it is too short
    static void salt(DerReader from) {
        if (from.in(DerReader.OCTETS).rest().length < LEAST_SALT) {
            throw new InvalidFieldException("p12", "must have salts of 8 octets or more");
        }
    }

    /// Looks at what is encrypted: whole blocks, one at least, since it is padded (RFC 8018, section 6.1.1).
    ///
    /// @return the same
    /// @throws InvalidFieldException if no password could decrypt it
    DerReader whole(DerReader content) {
        if (!content.hasMore() || content.left() % block != 0) {
            throw CertificateFile.notPkcs12();
        }
        return content;
    }

    /// @throws InvalidFieldException if there are too many
    static int iterations(DerReader from) {
        int iterations = from.count();
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new InvalidFieldException("p12", "must ask for 1 to 600,000 iterations, each time");
        }
        return iterations;
    }

    /// @throws InvalidFieldException if there is none
    static String known(@Nullable String algorithm) {
        if (algorithm == null) {
            throw new InvalidFieldException("p12", "must be encrypted and signed by algorithms that are known here");
        }
        return algorithm;
    }

    /// Decrypts, as the JDK's key store does. Takes as long as its iterations.
    byte[] decrypt(byte[] content, char[] password) throws GeneralSecurityException {
        AlgorithmParameters given = AlgorithmParameters.getInstance(name);
        try {
            given.init(parameters);
        } catch (IOException e) {
            throw new GeneralSecurityException("parameters that are none of " + name);
        }
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            SecretKey key = SecretKeyFactory.getInstance("PBE").generateSecret(spec);
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE, key, given);
            return cipher.doFinal(content);
        } finally {
            spec.clearPassword();
        }
    }
}
