package org.belltower.embedded.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/// Signs tokens in the name of an issuer (RS256), for tests also such as the issuer would never sign.
/// Thread-safe.
public final class TokenMint {
    // RFC 9068 names the type of an access token.
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final String issuer;
    private final SigningKey key;
    private final InstantSource clock;

    private static final class Stranger {
        static final SigningKey KEY = SigningKey.ephemeral();
    }

    /// @param issuer the address that services know it under
    public TokenMint(String issuer, SigningKey key, InstantSource clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    /// The `iss` of its tokens, and the `quarkus.oidc.auth-server-url` of who believes them.
    public String issuer() {
        return issuer;
    }

    /// The access token, serialised as it stands after `Bearer`.
    public String mint(TokenRequest request) {
        return mint(request, ACCESS_TOKEN);
    }

    String mint(TokenRequest request, JOSEObjectType type) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(type)
                .keyID(key.pair().getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims(request));
        try {
            token.sign(new RSASSASigner((request.foreign() ? Stranger.KEY : key).pair()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("the key does not sign", failure);
        }
        return token.serialize();
    }

    // The builder's times are Date, and a time after which a token has expired is before now only for tests.
    @SuppressWarnings("JavaUtilDate")
    private JWTClaimsSet claims(TokenRequest request) {
        Instant now = clock.instant();
        Instant expiry = now.plus(request.lifetime());
        Instant issued = expiry.isBefore(now) ? expiry.minusSeconds(1) : now;
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expiry))
                .jwtID(UUID.randomUUID().toString());
        request.claims().forEach(claims::claim);
        request.without().forEach(name -> claims.claim(name, null));
        return claims.build();
    }
}
