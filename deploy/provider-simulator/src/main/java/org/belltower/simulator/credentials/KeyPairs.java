package org.belltower.simulator.credentials;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.belltower.simulator.tls.Pem;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/// Makes and reads the two kinds of key pairs that providers hand out. A private key is kept alone, as theirs are;
/// the public side is worked out from it.
public final class KeyPairs {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int RSA_BITS = 2048;

    private KeyPairs() {}

    static String newP256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return Pem.encode(PRIVATE, generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    static String newRsa() {
        return Pem.encode(PRIVATE, newRsaPair().getPrivate().getEncoded());
    }

    static KeyPair newRsaPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no RSA keys", e);
        }
    }

    /// The public side of a P-256 private key: the curve's generator, as often as the key says (SEC 1, section
    /// 3.2.1).
    static ECPublicKey publicP256(String privatePem) {
        try {
            ECPrivateKey key = (ECPrivateKey) privateKey("EC", privatePem);
            var point = CustomNamedCurves.getByName("P-256")
                    .getG()
                    .multiply(key.getS())
                    .normalize();
            BigInteger x = point.getAffineXCoord().toBigInteger();
            BigInteger y = point.getAffineYCoord().toBigInteger();
            return (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), key.getParams()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a P-256 private key", e);
        }
    }

    static RSAPublicKey publicRsa(String privatePem) {
        try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) privateKey("RSA", privatePem);
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA private key", e);
        }
    }

    /// Reads `-----BEGIN PUBLIC KEY-----`.
    ///
    /// @throws IllegalArgumentException if it is no P-256 key
    public static ECPublicKey readP256(String publicPem) {
        try {
            X509EncodedKeySpec spec = new X509EncodedKeySpec(Pem.decode(PUBLIC, publicPem));
            ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
            if (key.getParams().getCurve().getField().getFieldSize() != 256) {
                throw new IllegalArgumentException("not a P-256 public key");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a P-256 public key", e);
        }
    }

    /// Reads `-----BEGIN PUBLIC KEY-----`.
    ///
    /// @throws IllegalArgumentException if it is no RSA key
    public static RSAPublicKey readRsa(String publicPem) {
        try {
            X509EncodedKeySpec spec = new X509EncodedKeySpec(Pem.decode(PUBLIC, publicPem));
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA public key", e);
        }
    }

    private static PrivateKey privateKey(String algorithm, String pem) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Pem.decode(PRIVATE, pem)));
    }
}
