package org.belltower.registry.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.model.InvalidFieldException;

/// A private key as PEM (RFC 7468, section 10), and what may be told of it.
final class PrivateKeyFile {
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

    private PrivateKeyFile() {}

    /// @return what stands between the lines, decoded
    /// @throws InvalidFieldException with the rule
    static byte[] decode(String field, String pem, String rule) {
        Matcher found = PEM.matcher(pem);
        if (!found.matches()) {
            throw new InvalidFieldException(field, rule);
        }
        try {
            return Base64.getMimeDecoder().decode(found.group(1).getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(field, rule);
        }
    }

    /// SHA-256 of the public key as X.509 writes it, in hexadecimal.
    static String fingerprint(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
