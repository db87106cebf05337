package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.push.DeviceToken;
import org.junit.jupiter.api.Test;

class SuspectTokensTest {
    private static final DeviceToken TOKEN = new DeviceToken("aa01");
    private final SuspectTokens suspects = new SuspectTokens();

    private static DeviceToken token(int number) {
        return new DeviceToken("token-" + number);
    }

    @Test
    void a_token_is_suspect_from_its_refusal_until_a_push_to_it_is_accepted() {
        for (SendOutcome refusal : new SendOutcome[] {
            new SendOutcome.TokenDead(null), new SendOutcome.TokenRejected(), new SendOutcome.TokenNotForApp()
        }) {
            assertThat(suspects.contains(TOKEN)).isFalse();
            suspects.saw(TOKEN, refusal);
            assertThat(suspects.contains(TOKEN)).isTrue();
            suspects.saw(TOKEN, new SendOutcome.Accepted());
        }
        assertThat(suspects.contains(TOKEN)).isFalse();
    }

    @Test
    void what_says_nothing_of_the_token_changes_nothing() {
        SendOutcome[] others = {
            new SendOutcome.Unknown("deadline"),
            new SendOutcome.HeldBack(),
            new SendOutcome.Malformed("PayloadEmpty"),
            new SendOutcome.CredentialsRejected("Forbidden"),
            new SendOutcome.Retry("TooManyRequests", Duration.ZERO, SendOutcome.Whom.DEVICE)
        };
        for (SendOutcome other : others) {
            suspects.saw(TOKEN, other);
            assertThat(suspects.contains(TOKEN)).isFalse();
        }
        suspects.saw(TOKEN, new SendOutcome.TokenRejected());
        for (SendOutcome other : others) {
            suspects.saw(TOKEN, other);
            assertThat(suspects.contains(TOKEN)).isTrue();
        }
    }

    @Test
    void the_ten_thousand_that_were_refused_last_are_known() {
        for (int number = 0; number < 10_000; number++) {
            suspects.saw(token(number), new SendOutcome.TokenRejected());
        }
        suspects.saw(token(0), new SendOutcome.TokenRejected());
        suspects.saw(token(10_000), new SendOutcome.TokenRejected());
        assertThat(suspects.contains(token(0))).isTrue();
        assertThat(suspects.contains(token(1))).isFalse();
        assertThat(suspects.contains(token(2))).isTrue();
    }
}
