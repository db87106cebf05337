package org.belltower.embedded.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenMintTest {
    private static final Instant NOW = Instant.parse("2026-03-02T07:00:00Z");
    private static final SigningKey KEY = SigningKey.ephemeral();
    private final TokenMint mint = new TokenMint("http://issuer", KEY, () -> NOW);

    @Test
    void a_persons_token_carries_person_and_groups() throws Exception {
        var claims = SignedJWT.parse(mint.mint(TokenRequest.forPerson("guardian-1", "family-app")
                        .district("north")
                        .groups("families")
                        .scopes("devices", "operations.read")))
                .getJWTClaimsSet();
        assertThat(claims.getClaims())
                .containsEntry("person", "guardian-1")
                .containsEntry("groups", List.of("families"))
                .containsEntry("scope", "devices operations.read")
                .containsEntry("district", "north")
                .containsEntry("aud", List.of("belltower"));
    }

    @Test
    void an_expired_token_is_expired_and_rightly_signed() throws Exception {
        SignedJWT token =
                SignedJWT.parse(mint.mint(TokenRequest.forClient("sis").expired()));
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant()).isBefore(NOW);
        assertThat(token.verify(new RSASSAVerifier(KEY.pair()))).isTrue();
    }

    @Test
    void a_token_signed_by_another_has_the_right_key_id_and_the_wrong_signature() throws Exception {
        SignedJWT token =
                SignedJWT.parse(mint.mint(TokenRequest.forClient("sis").signedByAnother()));
        assertThat(token.getHeader().getKeyID()).isEqualTo(KEY.pair().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(KEY.pair()))).isFalse();
    }

    @Test
    void any_claim_can_be_left_out() throws Exception {
        var claims = SignedJWT.parse(mint.mint(TokenRequest.forClient("sis")
                        .district("north")
                        .without("district")
                        .without("exp")))
                .getJWTClaimsSet();
        assertThat(claims.getClaims()).doesNotContainKeys("district", "exp").containsKeys("iss", "sub", "iat");
    }
}
