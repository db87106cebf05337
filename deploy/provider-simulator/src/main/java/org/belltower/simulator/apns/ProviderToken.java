package org.belltower.simulator.apns;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/// A provider token whose signature was verified: who signed it, and when.
///
/// Source: Apple, *Establishing a token-based connection to APNs*: ES256, `kid` in the header, `iss` and `iat` in
/// the claims; a token is refused when `iat` is more than one hour ago.
/// <https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns>.
record ProviderToken(String teamId, String keyId, Instant issuedAt) {

    private static final Duration LONGEST_AGE = Duration.ofHours(1);
    /// How far the sender's clock may be ahead; `iat` has whole seconds.
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /// Verifies a token against the registered keys. Costs a signature check.
    ///
    /// @return empty if it is malformed, or the key is unknown or not this team's, or the signature is wrong
    static Optional<ProviderToken> verify(String compact, ApnsRegistry registry) {
        try {
            SignedJWT jwt = SignedJWT.parse(compact);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String keyId = jwt.getHeader().getKeyID();
            String teamId = claims.getIssuer();
            Date issuedAt = claims.getIssueTime();
            if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    || keyId == null
                    || teamId == null
                    || issuedAt == null) {
                return Optional.empty();
            }
            Optional<ApnsKeyRegistration> key = registry.key(keyId);
            if (key.isEmpty()
                    || !key.get().teamId().equals(teamId)
                    || !isSignedBy(jwt, key.get().key())) {
                return Optional.empty();
            }
            return Optional.of(new ProviderToken(teamId, keyId, issuedAt.toInstant()));
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// JWS (RFC 7518, section 3.4) writes the two numbers of a signature side by side, 64 bytes. Pushy writes them
    /// in ASN.1, as the JDK makes them, and APNs takes it. So both are good here.
    private static boolean isSignedBy(SignedJWT jwt, ECPublicKey key) throws GeneralSecurityException {
        byte[] given = jwt.getSignature().decode();
        Signature signature =
                Signature.getInstance(given.length == 64 ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA");
        signature.initVerify(key);
        signature.update(jwt.getSigningInput());
        return signature.verify(given);
    }

    /// Whether it is too old at this time, or from its future.
    boolean isStaleAt(Instant now) {
        return issuedAt.plus(LONGEST_AGE).isBefore(now) || issuedAt.isAfter(now.plus(CLOCK_SKEW));
    }
}
