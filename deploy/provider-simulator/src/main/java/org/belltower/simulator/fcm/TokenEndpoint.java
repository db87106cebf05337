package org.belltower.simulator.fcm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.simulator.script.Reply;
import org.jspecify.annotations.Nullable;

/// Google's OAuth token endpoint, for service accounts only: a signed assertion in, an access token
/// out.
///
/// Sources: RFC 7523 (the grant), RFC 6749 section 5.2 (the errors); Google, *Using OAuth 2.0 for
/// server to server applications*, with its table of JWT error codes:
/// <https://developers.google.com/identity/protocols/oauth2/service-account>. Safe for use by many
/// threads.
final class TokenEndpoint {

    /// A status with a JSON body.
    record TokenAnswer(int status, String body) {}

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    private static final Set<String> SUFFICIENT_SCOPES = Set.of(
            "https://www.googleapis.com/auth/firebase.messaging", "https://www.googleapis.com/auth/cloud-platform");

    private final FcmRegistry registry;
    private final AccessTokens tokens;
    private final InstantSource clock;

    TokenEndpoint(FcmRegistry registry, AccessTokens tokens, InstantSource clock) {
        this.registry = registry;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// @param form the body, `application/x-www-form-urlencoded`
    /// @param audiences the addresses of this endpoint, one of which the assertion must name
    TokenAnswer answer(String form, Set<String> audiences) {
        QueryStringDecoder decoder = new QueryStringDecoder(form, false);
        if (!GRANT_TYPE.equals(parameter(decoder, "grant_type"))) {
            return error(400, "unsupported_grant_type", "Invalid grant_type");
        }
        String assertion = parameter(decoder, "assertion");
        if (assertion.isEmpty()) {
            return error(400, "invalid_request", "Missing required parameter: assertion");
        }
        try {
            return answer(SignedJWT.parse(assertion), audiences);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return error(400, "invalid_grant", "Invalid JWT");
        }
    }

    private TokenAnswer answer(SignedJWT assertion, Set<String> audiences) throws ParseException, JOSEException {
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        String issuer = claims.getIssuer();
        if (issuer == null || issuer.isBlank()) {
            return error(401, "invalid_client", "The OAuth client was not found.");
        }
        Optional<ServiceAccountRegistration> account = registry.account(issuer);
        if (account.isEmpty()) {
            return error(400, "invalid_grant", "Invalid grant: account not found");
        }
        if (!isSignedBy(assertion, account.get())) {
            return error(400, "invalid_grant", "Invalid JWT Signature.");
        }
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            return error(400, "invalid_grant", "Invalid JWT: Failed audience check.");
        }
        if (!isTimely(claims.getIssueTime(), claims.getExpirationTime())) {
            return error(
                    400,
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat"
                            + " and exp values in the JWT claim.");
        }
        String scope = claims.getStringClaim("scope");
        if (scope == null || Arrays.stream(scope.split(" ")).noneMatch(SUFFICIENT_SCOPES::contains)) {
            return error(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        return granted(account.get().projectId());
    }

    private static boolean isSignedBy(SignedJWT assertion, ServiceAccountRegistration account) throws JOSEException {
        String keyId = assertion.getHeader().getKeyID();
        return JWSAlgorithm.RS256.equals(assertion.getHeader().getAlgorithm())
                && (keyId == null || keyId.equals(account.privateKeyId()))
                && assertion.verify(new RSASSAVerifier(account.key()));
    }

    private boolean isTimely(@Nullable Date issued, @Nullable Date expires) {
        if (issued == null || expires == null) {
            return false;
        }
        Instant now = clock.instant();
        Instant from = issued.toInstant();
        Instant to = expires.toInstant();
        return !from.isAfter(now.plus(CLOCK_SKEW))
                && to.isAfter(now)
                && !to.isAfter(from.plus(LONGEST_LIFE).plus(CLOCK_SKEW));
    }

    private TokenAnswer granted(String project) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.issue(project))
                .put("expires_in", tokens.lifetime().toSeconds())
                .put("token_type", "Bearer");
        return new TokenAnswer(200, body.toString());
    }

    /// What the script says, as RFC 6749 writes an error.
    static TokenAnswer refusal(Reply.Reject reject) {
        return error(reject.status(), reject.reason(), "Refused.");
    }

    private static TokenAnswer error(int status, String error, String description) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description);
        return new TokenAnswer(status, body.toString());
    }

    private static String parameter(QueryStringDecoder form, String name) {
        List<String> values = form.parameters().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
