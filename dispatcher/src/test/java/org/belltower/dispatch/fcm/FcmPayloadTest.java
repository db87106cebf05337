package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.send.Pushes.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.json.gson.GsonFactory;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FcmPayloadTest {
    private static final DeviceToken TOKEN = new DeviceToken("token-1");

    private static Push living(Duration timeToLive) {
        return Pushes.push("e-1", Pushes.PHONE, NOON, timeToLive);
    }

    private static Push saying(String title, String body) {
        Push push = living(Duration.ofHours(1));
        return new Push(
                push.id(),
                push.district(),
                push.device(),
                push.person(),
                push.sessionEpoch(),
                push.cause(),
                push.area(),
                title,
                body,
                push.created(),
                push.expires());
    }

    /// As firebase-admin writes the same message.
    // Apps register tokens; what the library would rather have is another id, which they do not send.
    @SuppressWarnings("deprecation")
    private static String byFirebase(Push push, Instant now) throws Exception {
        return GsonFactory.getDefaultInstance()
                .toString(Map.of(
                        "message",
                        Message.builder()
                                .setToken(TOKEN.value())
                                .setNotification(Notification.builder()
                                        .setTitle(push.title())
                                        .setBody(push.body())
                                        .build())
                                .putData("push", push.id().toString())
                                .putData("district", push.district().value())
                                .putData("area", push.area().name())
                                .setAndroidConfig(AndroidConfig.builder()
                                        .setPriority(AndroidConfig.Priority.HIGH)
                                        .setTtl(FcmPayload.timeToLive(push, now).toMillis())
                                        .setNotification(AndroidNotification.builder()
                                                .setTag(push.id().toString())
                                                .build())
                                        .build())
                                .build()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 40, 999, 1_000, 61_001, 3_599_750, 3_600_000, 2_419_200_000L, 9_999_999_999L})
    void the_message_is_what_firebase_admin_sends_whatever_is_left_of_its_time(long millis) throws Exception {
        Push push = living(Duration.ofMillis(millis));
        assertThat(tree(FcmPayload.json(push, TOKEN, NOON)))
                .isEqualTo(tree(byFirebase(push, NOON).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grades", "\"\\/\b\f\n\r\t", "Zoë, Ирина, 李小龙, 👩‍👧", "<b>&amp;</b>\u2028\u0001"})
    void a_text_of_any_letters_is_what_firebase_admin_sends(String text) throws Exception {
        Push push = saying(text, text + text);
        assertThat(tree(FcmPayload.json(push, TOKEN, NOON)))
                .isEqualTo(tree(byFirebase(push, NOON).getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode tree(byte[] json) throws Exception {
        return JsonCodec.read(json, JsonNode.class);
    }

    @Test
    void the_time_to_live_is_what_is_left_and_at_most_28_days() {
        assertThat(FcmPayload.timeToLive(living(Duration.ofHours(1)), NOON.plusSeconds(60)))
                .isEqualTo(Duration.ofMinutes(59));
        assertThat(FcmPayload.timeToLive(living(Duration.ofDays(40)), NOON)).isEqualTo(Duration.ofDays(28));
        assertThat(FcmPayload.timeToLive(living(Duration.ofHours(1)), NOON.plusSeconds(7_200)))
                .isEqualTo(Duration.ZERO);
    }

    /// 4,096 bytes, of which push, district and area take 36 + 36 + 4 + 8 + 5 + 4 + 6.
    @Test
    void a_push_fits_up_to_the_last_byte() {
        int rest = 4_096 - 36 - 36 - "push".length() - "district".length() - "north".length() - "area".length();
        int left = rest - "GRADES".length();
        assertThat(FcmPayload.fits(living(Duration.ofHours(1)))).isTrue();
        assertThat(FcmPayload.fits(saying("", "x".repeat(left)))).isTrue();
        assertThat(FcmPayload.fits(saying("x", "x".repeat(left)))).isFalse();
        assertThat(FcmPayload.fits(saying("", "李".repeat(left / 3)))).isTrue();
        assertThat(FcmPayload.fits(saying("", "李".repeat(left / 3 + 1)))).isFalse();
    }

    @Test
    void I_39_the_longest_text_that_is_composed_fits_with_the_longest_ids() {
        assertThat(FcmPayload.fits(Pushes.longest())).isTrue();
    }

    @Test
    void another_endpoint_replaces_the_host_and_keeps_the_path() {
        FcmEndpoint endpoint = at("https://127.0.0.1:18431");
        assertThat(endpoint.resolve(URI.create("https://fcm.googleapis.com/v1/projects/p/messages:send")))
                .isEqualTo(URI.create("https://127.0.0.1:18431/v1/projects/p/messages:send"));
        assertThat(endpoint.resolve(URI.create("https://oauth2.googleapis.com/token?a=b%20c")))
                .isEqualTo(URI.create("https://127.0.0.1:18431/token?a=b%20c"));
    }

    @Test
    void the_host_is_googles_or_the_other_endpoints_with_its_port() {
        FcmEndpoint google = new FcmEndpoint(Optional.empty(), Optional.empty());
        assertThat(google.authority()).isEqualTo("fcm.googleapis.com");
        assertThat(google.host()).isEqualTo("fcm.googleapis.com");
        assertThat(google.port()).isEqualTo(443);
        FcmEndpoint relay = at("https://[::1]:18431/");
        assertThat(relay.authority()).isEqualTo("[::1]:18431");
        assertThat(relay.host()).isEqualTo("::1");
        assertThat(relay.port()).isEqualTo(18_431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:18431", "127.0.0.1:18431", "https:///v1"})
    void no_access_token_travels_in_the_clear(String address) {
        assertThatThrownBy(() -> at(address)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FcmEndpoint at(String address) {
        return new FcmEndpoint(Optional.of(URI.create(address)), Optional.empty());
    }
}
