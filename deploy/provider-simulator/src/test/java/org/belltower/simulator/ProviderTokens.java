package org.belltower.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Date;
import org.belltower.simulator.credentials.ApnsKey;
import org.belltower.simulator.tls.Pem;

/// Provider tokens as Apple describes them, and as it does not.
final class ProviderTokens {

    private ProviderTokens() {}

    static String of(ApnsKey key, Instant issuedAt) {
        return of(key, key.keyId(), key.teamId(), issuedAt);
    }

    /// Signed with the key, whatever the token says about who signed it.
    static String of(ApnsKey key, String keyId, String teamId, Instant issuedAt) {
        try {
            byte[] der = Pem.decode("PRIVATE KEY", key.p8());
            ECPrivateKey signingKey =
                    (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(),
                    new JWTClaimsSet.Builder()
                            .issuer(teamId)
                            .issueTime(Date.from(issuedAt))
                            .build());
            jwt.sign(new ECDSASigner(signingKey));
            return jwt.serialize();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
