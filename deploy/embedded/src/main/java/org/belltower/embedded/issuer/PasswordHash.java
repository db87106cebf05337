package org.belltower.embedded.issuer;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A password or client secret that can be checked but not read (PBKDF2 with HMAC-SHA-512, RFC 8018).
/// Immutable.
///
/// Its text form is `pbkdf2-sha512:<iterations>:<salt>:<hash>`, salt and hash in unpadded base64url. `toString`
/// tells nothing.
public final class PasswordHash {
    private static final String SCHEME = "pbkdf2-sha512";
    // OWASP's Password Storage Cheat Sheet, 2023, for this function.
    private static final int ITERATIONS = 210_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /// Of a password chosen by a person. Takes a noticeable part of a second, on purpose.
    public static PasswordHash of(String password) {
        return of(password, ITERATIONS);
    }

    /// Of a secret that was drawn at random, at least 128 bits of it: nobody guesses that, so one round is
    /// enough.
    public static PasswordHash ofRandomSecret(String secret) {
        return of(secret, 1);
    }

    /// Of no password at all, yet as slow to check as one that a person chose.
    static PasswordHash ofNothing() {
        return new PasswordHash(ITERATIONS, random(16), random(BYTES));
    }

    /// Of no password at all, yet as slow to check as another.
    static PasswordHash asSlowAs(PasswordHash other) {
        return new PasswordHash(other.iterations, random(16), random(BYTES));
    }

    private static PasswordHash of(String password, int iterations) {
        byte[] salt = random(16);
        return new PasswordHash(iterations, salt, derive(password, salt, iterations));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// From its text form.
    ///
    /// @throws IllegalArgumentException if it is none
    public static PasswordHash parse(String encoded) {
        String[] parts = encoded.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException("not of the form " + SCHEME + ":<iterations>:<salt>:<hash>");
        }
        int iterations = parts[1].matches("[0-9]{1,8}") ? Integer.parseInt(parts[1]) : 0;
        byte[] salt = Base64.getUrlDecoder().decode(parts[2]);
        byte[] hash = Base64.getUrlDecoder().decode(parts[3]);
        if (iterations < 1 || iterations > MOST_ITERATIONS || salt.length < 8 || hash.length != BYTES) {
            throw new IllegalArgumentException("iterations, salt or hash are out of bounds");
        }
        return new PasswordHash(iterations, salt, hash);
    }

    /// Its text form, for a configuration file.
    public String encoded() {
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return String.join(
                ":", SCHEME, Integer.toString(iterations), text.encodeToString(salt), text.encodeToString(hash));
    }

    /// Whether it is of this password; takes the same time for a right and a wrong one.
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec specification = new PBEKeySpec(password.toCharArray(), salt, iterations, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(specification)
                    .getEncoded();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this JVM has no PBKDF2", failure);
        } finally {
            specification.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[]";
    }
}
