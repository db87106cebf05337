package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.push.Push;
import org.junit.jupiter.api.Test;

class ApnsPayloadTest {
    private static Push withBody(String body) {
        Push push = Pushes.push();
        return new Push(
                push.id(),
                push.district(),
                push.device(),
                push.person(),
                push.sessionEpoch(),
                push.cause(),
                push.area(),
                push.title(),
                body,
                push.created(),
                push.expires());
    }

    @Test
    void the_payload_is_an_alert_with_the_ids_that_the_app_opens_by() {
        Push push = Pushes.push();
        assertThat(ApnsPayload.of(push).json())
                .isEqualTo("{\"aps\":{\"alert\":{\"title\":\"Grades\",\"body\":\"A grade was updated.\"},"
                        + "\"sound\":\"default\"},\"belltower\":{\"push\":\"" + push.id()
                        + "\",\"district\":\"north\",\"area\":\"GRADES\"}}");
    }

    @Test
    void the_limit_is_4096_bytes_and_a_character_may_have_several() {
        int room = 4_096 - ApnsPayload.of(withBody("")).json().getBytes(StandardCharsets.UTF_8).length;
        assertThat(ApnsPayload.of(withBody("x".repeat(room))).fits()).isTrue();
        assertThat(ApnsPayload.of(withBody("x".repeat(room + 1))).fits()).isFalse();
        assertThat(ApnsPayload.of(withBody("ß".repeat(room / 2))).fits()).isTrue();
        assertThat(ApnsPayload.of(withBody("ß".repeat(room / 2 + 1))).fits()).isFalse();
    }

    @Test
    void I_39_the_longest_text_that_is_composed_leaves_with_the_longest_ids() {
        Push push = Pushes.longest();
        assertThat(ApnsPayload.of(push).length()).isBetween(3_700, 3_800);
        assertThat(ApnsPayload.of(push).fits()).isTrue();
    }

    @Test
    void the_payload_does_not_print_its_text() {
        assertThat(ApnsPayload.of(withBody("Ana"))).asString().doesNotContain("Ana");
    }
}
