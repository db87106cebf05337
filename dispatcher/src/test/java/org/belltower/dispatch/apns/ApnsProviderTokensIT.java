package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.dispatch.send.SendOutcome.Whom;
import org.belltower.simulator.script.Match;
import org.belltower.simulator.script.Reply;
import org.belltower.simulator.script.Rule;
import org.junit.jupiter.api.Test;

/// That a push was taken shows that our token was sent: what Pushy signs it signs by nobody's key.
class ApnsProviderTokensIT extends GivenApple {
    private static final Reply EXPIRED = Reply.reject(403, "ExpiredProviderToken");

    private void expireOnce() {
        simulator.script().add(Rule.when(Match.any()).reply(EXPIRED).times(1));
    }

    @Test
    void a_token_that_has_expired_is_replaced_and_the_next_push_goes_by_another_connection() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        later.addAndGet(Duration.ofMinutes(22).toNanos());
        expireOnce();
        assertThat(send(DEAD)).isEqualTo(notProcessed("ExpiredProviderToken"));
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 2L);
    }

    @Test
    void a_token_that_is_new_and_has_expired_cannot_be_replaced_yet_so_the_credential_waits() {
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        expireOnce();
        SendOutcome outcome = send(DEAD);
        assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Retry.class, retry -> {
            assertThat(retry.code()).isEqualTo("ExpiredProviderToken");
            assertThat(retry.whom()).isEqualTo(Whom.CREDENTIAL);
            assertThat(retry.after()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
        });
    }

    @Test
    void every_connection_of_a_key_sends_its_token() {
        allow(1);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        slow(Duration.ofMillis(500));
        Sending first = begin(SLOW);
        awaitCarried(2);
        assertThat(send(GOOD)).isEqualTo(ACCEPTED);
        assertThat(first.outcome()).isEqualTo(ACCEPTED);
        assertThat(connectionsOf(GOOD)).containsExactly(1L, 2L);
    }
}
