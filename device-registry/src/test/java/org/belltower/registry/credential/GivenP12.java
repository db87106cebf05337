package org.belltower.registry.credential;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.Oid;

/// PKCS #12 (RFC 7292) as no tool writes it, made by hand.
public final class GivenP12 {
    static final String PBES2 = "1.2.840.113549.1.5.13";
    static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String HMAC_SHA256 = "1.2.840.113549.2.9";
    private static final String AES_256 = "2.16.840.1.101.3.4.1.42";
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String SHROUDED_KEY = "1.2.840.113549.1.12.10.1.2";
    static final String CERTIFICATE = "1.2.840.113549.1.12.10.1.3";
    private static final byte[] SALT = new byte[16];
    private static final int MOST_OF_THE_JDK = 5_000_000;

    private GivenP12() {}

    /// What stopped the service: eight times 5,000,000 iterations, and no MAC.
    ///
    /// @return PKCS #12 in Base64
    public static String crafted() {
        byte[] content = encrypted(pbes2(MOST_OF_THE_JDK), new byte[1024]);
        return base64(withoutMac(Collections.nCopies(8, content).toArray(byte[][]::new)));
    }

    static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List.of(parts).forEach(content::writeBytes);
        int length = content.size();
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (length >= 0x100) {
            element.write(0x82);
            element.write(length >> 8);
        } else if (length >= 0x80) {
            element.write(0x81);
        }
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    static byte[] octets(byte[] octets) {
        return element(0x04, octets);
    }

    static byte[] number(long number) {
        return element(0x02, BigInteger.valueOf(number).toByteArray());
    }

    static byte[] oid(String oid) {
        try {
            return new Oid(oid).getDER();
        } catch (GSSException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] none() {
        return element(0x05);
    }

    static byte[] pbes2(long iterations) {
        return pbes2(iterations, HMAC_SHA256, AES_256);
    }

    static byte[] pbes2(long iterations, String function, String cipher) {
        byte[] derivation =
                sequence(oid(PBKDF2), sequence(octets(SALT), number(iterations), sequence(oid(function), none())));
        return sequence(oid(PBES2), sequence(derivation, sequence(oid(cipher), octets(SALT))));
    }

    static byte[] pbes2(byte[] salt, byte[] vector) {
        byte[] derivation =
                sequence(oid(PBKDF2), sequence(octets(salt), number(2048), sequence(oid(HMAC_SHA256), none())));
        return sequence(oid(PBES2), sequence(derivation, sequence(oid(AES_256), octets(vector))));
    }

    static byte[] old(String oid, long iterations) {
        return old(oid, SALT, iterations);
    }

    static byte[] old(String oid, byte[] salt, long iterations) {
        return sequence(oid(oid), sequence(octets(salt), number(iterations)));
    }

    static byte[] encrypted(byte[] scheme, byte[] content) {
        byte[] info = sequence(oid(DATA), scheme, element(0x80, content));
        return sequence(oid(ENCRYPTED_DATA), element(0xA0, sequence(number(0), info)));
    }

    static byte[] plain(byte[]... bags) {
        return sequence(oid(DATA), element(0xA0, octets(sequence(bags))));
    }

    static byte[] shrouded(byte[] scheme) {
        return bag(SHROUDED_KEY, sequence(scheme, octets(SALT)));
    }

    /// @param values the attribute's, or none
    static byte[] shrouded(byte[] scheme, String attribute, byte[]... values) {
        return bag(SHROUDED_KEY, sequence(scheme, octets(SALT)), sequence(oid(attribute), element(0x31, values)));
    }

    static byte[] bag(String kind, byte[] value) {
        return sequence(oid(kind), element(0xA0, value));
    }

    private static byte[] bag(String kind, byte[] value, byte[] attribute) {
        return sequence(oid(kind), element(0xA0, value), element(0x31, attribute));
    }

    static byte[] withoutMac(byte[]... contents) {
        return sequence(number(3), plain(contents));
    }

    static byte[] file(byte[]... contents) {
        return macked(mac(SHA256, SALT, 2048), contents);
    }

    static byte[] macked(byte[] mac, byte[]... contents) {
        return sequence(number(3), plain(contents), mac);
    }

    static byte[] mac(String digest, byte[] code, long iterations) {
        return mac(digest, code, SALT, iterations);
    }

    static byte[] mac(String digest, byte[] code, byte[] salt, long iterations) {
        return sequence(sequence(sequence(oid(digest), none()), octets(code)), octets(salt), number(iterations));
    }

    /// A file that opens by the password, with these bags encrypted in it.
    static byte[] opening(String password, byte[]... bags) throws GeneralSecurityException {
        SecretKey key = SecretKeyFactory.getInstance("PBE").generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance("PBEWithHmacSHA256AndAES_256");
        cipher.init(Cipher.ENCRYPT_MODE, key, new PBEParameterSpec(SALT, 2048, new IvParameterSpec(SALT)));
        byte[] content = encrypted(pbes2(2048), cipher.doFinal(sequence(bags)));
        Mac mac = Mac.getInstance("HmacPBESHA256");
        mac.init(key, new PBEParameterSpec(SALT, 2048));
        return macked(mac(SHA256, mac.doFinal(sequence(content)), 2048), content);
    }
}
