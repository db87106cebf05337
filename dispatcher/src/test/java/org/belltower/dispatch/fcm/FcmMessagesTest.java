package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.dispatch.send.Pushes.NOON;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.push.Push;
import org.junit.jupiter.api.Test;

class FcmMessagesTest {
    private static Push living(Duration timeToLive) {
        return Pushes.push("e-1", Pushes.PHONE, NOON, timeToLive);
    }

    @Test
    void the_time_to_live_is_what_is_left_and_at_most_28_days() {
        assertThat(FcmMessages.timeToLive(living(Duration.ofHours(1)), NOON.plusSeconds(60)))
                .isEqualTo(Duration.ofMinutes(59));
        assertThat(FcmMessages.timeToLive(living(Duration.ofDays(40)), NOON)).isEqualTo(Duration.ofDays(28));
        assertThat(FcmMessages.timeToLive(living(Duration.ofHours(1)), NOON.plusSeconds(7_200)))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void a_usual_push_fits() {
        assertThat(FcmMessages.fits(living(Duration.ofHours(1)))).isTrue();
    }

    @Test
    void another_endpoint_replaces_the_host_and_keeps_the_path() {
        FcmEndpoint endpoint = new FcmEndpoint(Optional.of(URI.create("https://127.0.0.1:18431")), Optional.empty());
        assertThat(endpoint.resolve(URI.create("https://fcm.googleapis.com/v1/projects/p/messages:send")))
                .isEqualTo(URI.create("https://127.0.0.1:18431/v1/projects/p/messages:send"));
        assertThat(endpoint.resolve(URI.create("https://oauth2.googleapis.com/token?a=b%20c")))
                .isEqualTo(URI.create("https://127.0.0.1:18431/token?a=b%20c"));
    }
}
