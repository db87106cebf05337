package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.auth.AuthenticationToken;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Apple: a provider token is used for 20 to 60 minutes.
@SuppressWarnings("NullAway.Init") // Set before each test.
class ProviderTokensTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Instant now = NOON;
    private long nanos = Long.MAX_VALUE - 1;
    private ApnsSigningKey key;
    private final ProviderTokens tokens = new ProviderTokens(() -> now, () -> nanos);

    @BeforeEach
    void makeKey() throws GeneralSecurityException {
        key = key("KEY0000001");
    }

    private static ApnsSigningKey key(String id) throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = pairs.generateKeyPair();
        return new ApnsSigningKey(id, "TEAM000001", (ECPrivateKey) pair.getPrivate());
    }

    private CharSequence token() {
        return tokens.authorization(key);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void the_token_names_team_key_and_time() {
        AuthenticationToken token = new AuthenticationToken(token().toString().substring("bearer ".length()));
        assertThat(token.getTeamId()).isEqualTo("TEAM000001");
        assertThat(token.getKeyId()).isEqualTo("KEY0000001");
        assertThat(token.getIssuedAt()).isEqualTo(NOON);
    }

    @Test
    void a_token_is_used_for_50_minutes() {
        CharSequence first = token();
        pass(Duration.ofMinutes(50).minusSeconds(1));
        assertThat(token()).isSameAs(first);
        pass(Duration.ofSeconds(1));
        assertThat(token()).isNotEqualTo(first);
    }

    @Test
    void a_token_that_apple_calls_expired_is_replaced_after_21_minutes_and_not_before() {
        CharSequence first = token();
        assertThat(tokens.expired(first)).isEqualTo(Duration.ofMinutes(21));
        assertThat(token()).isSameAs(first);
        pass(Duration.ofMinutes(20));
        assertThat(tokens.expired(first)).isEqualTo(Duration.ofMinutes(1));
        assertThat(token()).isSameAs(first);
        pass(Duration.ofMinutes(1));
        assertThat(tokens.expired(first)).isZero();
        CharSequence second = token();
        assertThat(second).isNotEqualTo(first);
        assertThat(tokens.expired(second)).isEqualTo(Duration.ofMinutes(21));
    }

    @Test
    void what_apple_says_of_a_former_token_does_not_touch_the_present_one() {
        CharSequence first = token();
        pass(Duration.ofMinutes(50));
        CharSequence second = token();
        pass(Duration.ofMinutes(30));
        assertThat(tokens.expired(first)).isZero();
        assertThat(token()).isSameAs(second);
    }

    @Test
    void none_is_minted_for_21_minutes_after_apple_said_that_they_change_too_often() {
        CharSequence first = token();
        pass(Duration.ofMinutes(40));
        tokens.changedTooOften();
        pass(Duration.ofMinutes(20));
        assertThat(token()).isSameAs(first);
        pass(Duration.ofMinutes(1));
        assertThat(token()).isNotEqualTo(first);
    }

    @Test
    void a_calendar_that_jumps_ahead_makes_the_token_old() {
        CharSequence first = token();
        now = now.plus(Duration.ofHours(2));
        assertThat(token()).isNotEqualTo(first);
    }

    @Test
    void a_calendar_that_jumps_back_does_not_make_the_token_last() {
        CharSequence first = token();
        now = now.minus(Duration.ofHours(2));
        nanos += Duration.ofMinutes(50).toNanos();
        assertThat(token()).isNotEqualTo(first);
    }

    @Test
    void senders_by_one_key_share_its_tokens_and_naming_it_is_not_having_it() throws GeneralSecurityException {
        SharedTokens shared = new SharedTokens(() -> now, () -> nanos);
        assertThat(shared.of(key)).isSameAs(shared.of(key));
        assertThat(shared.of(key("KEY0000001"))).isNotSameAs(shared.of(key));
    }
}
