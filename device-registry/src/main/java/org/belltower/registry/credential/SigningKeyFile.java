package org.belltower.registry.credential;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.KeyAgreement;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.credential.ProviderCredential;

/// An APNs signing key (`.p8`): a P-256 private key (Apple: "Establishing a token-based connection to APNs").
final class SigningKeyFile {
    private static final String RULE = "must be a P-256 private key (PKCS #8, PEM)";
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{10}");
    private static final byte[] PROBE = "belltower".getBytes(StandardCharsets.US_ASCII);

    private SigningKeyFile() {}

    static Submitted read(String p8, String keyId, String teamId) {
        id("keyId", keyId);
        id("teamId", teamId);
        byte[] key = PrivateKeyFile.decode("p8", p8, RULE);
        return new Submitted(
                new ProviderCredential.SigningKey(
                        teamId, keyId, Base64.getEncoder().encodeToString(key)),
                keyId,
                teamId,
                null,
                fingerprint(key),
                null);
    }

    private static void id(String field, String id) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidFieldException(field, "must be 10 capital letters and digits");
        }
    }

    // The JDK's reasons may quote what it was given: they are left out.
    private static String fingerprint(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key instanceof ECPrivateKey p256 && isP256(p256.getParams())) {
                return PrivateKeyFile.fingerprint(publicKey(p256));
            }
        } catch (GeneralSecurityException e) {
            throw new InvalidFieldException("p8", RULE);
        }
        throw new InvalidFieldException("p8", RULE);
    }

    private static boolean isP256(ECParameterSpec of) throws GeneralSecurityException {
        AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = named.getParameterSpec(ECParameterSpec.class);
        return of.getCurve().equals(p256.getCurve())
                && of.getGenerator().equals(p256.getGenerator())
                && of.getOrder().equals(p256.getOrder());
    }

    /// The JDK does not multiply points for everyone, but key agreement does: agreed with the curve's generator as
    /// the other side's public key, the secret is the x coordinate of our own (SEC 1, sections 3.2.1 and 3.3.1). Of
    /// the two points that have it, the one is ours that believes our signature.
    private static PublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = key.getParams();
        KeyFactory keys = KeyFactory.getInstance("EC");
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger square = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(prime);
        // The prime is 3 modulo 4.
        BigInteger y = square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
        for (BigInteger candidate : List.of(y, prime.subtract(y))) {
            PublicKey found = keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, candidate), curve));
            if (believes(found, key)) {
                return found;
            }
        }
        throw new GeneralSecurityException("the key does not sign for its own public key");
    }

    private static boolean believes(PublicKey candidate, ECPrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(candidate);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
