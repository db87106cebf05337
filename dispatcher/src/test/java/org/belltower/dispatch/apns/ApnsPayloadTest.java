package org.belltower.dispatch.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.push.PushText;
import org.junit.jupiter.api.Test;

class ApnsPayloadTest {
    private static Notification withBody(String body) {
        Notification shown = Pushes.shown();
        return new Notification(
                shown.id(), shown.district(), new PushText("Grades", body), shown.area(), shown.expires());
    }

    @Test
    void the_payload_is_an_alert_with_the_ids_that_the_app_opens_by() {
        Notification shown = Pushes.shown();
        assertThat(ApnsPayload.of(shown).json())
                .isEqualTo("{\"aps\":{\"alert\":{\"title\":\"Grades\",\"body\":\"A grade was updated.\"},"
                        + "\"sound\":\"default\"},\"belltower\":{\"push\":\"" + shown.id()
                        + "\",\"district\":\"north\",\"area\":\"GRADES\"}}");
    }

    @Test
    void A16_where_the_app_has_no_such_area_the_payload_names_none_and_the_push_is_the_inbox_item() {
        Notification elsewhere = Notification.of(Pushes.push(), false, false);
        assertThat(ApnsPayload.of(elsewhere).json())
                .endsWith("\"belltower\":{\"push\":\"" + elsewhere.id() + "\",\"district\":\"north\"}}");
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
        Notification longest = Pushes.shown(Pushes.longest());
        assertThat(ApnsPayload.of(longest).length()).isBetween(3_700, 3_800);
        assertThat(ApnsPayload.of(longest).fits()).isTrue();
    }

    @Test
    void the_payload_does_not_print_its_text() {
        assertThat(ApnsPayload.of(withBody("Ana"))).asString().doesNotContain("Ana");
    }
}
