package org.belltower.dispatch.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.belltower.dispatch.send.Pushes.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.json.gson.GsonFactory;
import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.belltower.dispatch.send.Notification;
import org.belltower.dispatch.send.Pushes;
import org.belltower.model.Area;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushText;
import org.belltower.model.wire.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FcmPayloadTest {
    private static final DeviceToken TOKEN = new DeviceToken("token-1");

    private static Notification living(Duration timeToLive) {
        return Pushes.shown(Pushes.push("e-1", Pushes.PHONE, NOON, timeToLive));
    }

    private static Notification saying(String title, String body) {
        Notification shown = living(Duration.ofHours(1));
        return saying(shown, new PushText(title, body));
    }

    private static Notification saying(Notification shown, PushText text) {
        return new Notification(shown.id(), shown.district(), text, shown.area(), shown.expires());
    }

    private static Notification intoTheInbox() {
        return Notification.of(Pushes.push(), false, false);
    }

    /// As firebase-admin writes the same message.
    // Apps register tokens; what the library would rather have is another id, which they do not send.
    @SuppressWarnings("deprecation")
    private static String byFirebase(Notification shown, Instant now) throws Exception {
        Area area = shown.area();
        return GsonFactory.getDefaultInstance()
                .toString(Map.of(
                        "message",
                        Message.builder()
                                .setToken(TOKEN.value())
                                .setNotification(com.google.firebase.messaging.Notification.builder()
                                        .setTitle(shown.text().title())
                                        .setBody(shown.text().body())
                                        .build())
                                .putData("push", shown.id().toString())
                                .putData("district", shown.district().value())
                                .putAllData(area == null ? Map.of() : Map.of("area", area.name()))
                                .setAndroidConfig(AndroidConfig.builder()
                                        .setPriority(AndroidConfig.Priority.HIGH)
                                        .setTtl(FcmPayload.timeToLive(shown, now)
                                                .toMillis())
                                        .setNotification(AndroidNotification.builder()
                                                .setTag(shown.id().toString())
                                                .build())
                                        .build())
                                .build()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 40, 999, 1_000, 61_001, 3_599_750, 3_600_000, 2_419_200_000L, 9_999_999_999L})
    void the_message_is_what_firebase_admin_sends_whatever_is_left_of_its_time(long millis) throws Exception {
        Notification shown = living(Duration.ofMillis(millis));
        assertThat(tree(FcmPayload.json(shown, TOKEN, NOON)))
                .isEqualTo(tree(byFirebase(shown, NOON).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grades", "\"\\/\b\f\n\r\t", "Zoë, Ирина, 李小龙, 👩‍👧", "<b>&amp;</b>\u2028\u0001"})
    void a_text_of_any_letters_is_what_firebase_admin_sends(String text) throws Exception {
        Notification shown = saying(text, text + text);
        assertThat(tree(FcmPayload.json(shown, TOKEN, NOON)))
                .isEqualTo(tree(byFirebase(shown, NOON).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void A16_where_the_app_has_no_such_area_the_message_names_none_and_the_push_is_the_inbox_item() throws Exception {
        Notification shown = intoTheInbox();
        JsonNode message = tree(FcmPayload.json(shown, TOKEN, NOON));
        assertThat(message).isEqualTo(tree(byFirebase(shown, NOON).getBytes(StandardCharsets.UTF_8)));
        assertThat(message.at("/message/data").toString())
                .isEqualTo("{\"push\":\"" + shown.id() + "\",\"district\":\"north\"}");
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
    void what_leads_to_its_inbox_item_has_as_much_more_room_as_an_area_takes() {
        Notification shown = intoTheInbox();
        int left = 4_096 - 36 - 36 - "push".length() - "district".length() - "north".length();
        assertThat(FcmPayload.fits(saying(shown, new PushText("", "x".repeat(left)))))
                .isTrue();
        assertThat(FcmPayload.fits(saying(shown, new PushText("", "x".repeat(left + 1)))))
                .isFalse();
    }

    @Test
    void I_39_the_longest_text_that_is_composed_fits_with_the_longest_ids() {
        assertThat(FcmPayload.fits(Pushes.shown(Pushes.longest()))).isTrue();
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
