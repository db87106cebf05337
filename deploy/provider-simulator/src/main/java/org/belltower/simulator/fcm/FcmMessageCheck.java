package org.belltower.simulator.fcm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is wrong with a message.
///
/// Sources: Firebase, *REST Resource: projects.messages*:
/// <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>; *About FCM messages*: at most 4096
/// bytes of data and notification: <https://firebase.google.com/docs/cloud-messaging/concept-options>. Unknown
/// names are errors, as for all of Google's JSON APIs; the parts for other platforms (`webpush`, `apns`) are not
/// looked into.
final class FcmMessageCheck {

    static final int MAX_PAYLOAD_BYTES = 4096;

    private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofDays(28);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(\\.\\d{1,9})?s");
    private static final Set<String> RESERVED_DATA_KEYS = Set.of("from", "message_type");
    private static final Set<String> REQUEST = names("message", "validate_only");
    private static final Set<String> MESSAGE = names(
            "name", "data", "notification", "android", "webpush", "apns", "fcm_options", "token", "topic", "condition");
    private static final Set<String> NOTIFICATION = names("title", "body", "image");
    private static final Set<String> ANDROID = names(
            "collapse_key",
            "priority",
            "ttl",
            "restricted_package_name",
            "data",
            "notification",
            "fcm_options",
            "direct_boot_ok",
            "bandwidth_constrained_ok",
            "restricted_satellite_ok");
    private static final Set<String> ANDROID_NOTIFICATION = names(
            "title",
            "body",
            "icon",
            "color",
            "sound",
            "tag",
            "click_action",
            "body_loc_key",
            "body_loc_args",
            "title_loc_key",
            "title_loc_args",
            "channel_id",
            "ticker",
            "sticky",
            "event_time",
            "local_only",
            "notification_priority",
            "default_sound",
            "default_vibrate_timings",
            "default_light_settings",
            "vibrate_timings",
            "visibility",
            "notification_count",
            "light_settings",
            "image",
            "bypass_proxy_notification",
            "proxy");

    private FcmMessageCheck() {}

    static Optional<FcmError> refusalOf(FcmMessage parsed) {
        JsonNode root = parsed.root();
        if (root == null) {
            return Optional.of(FcmError.invalid("Invalid JSON payload received."));
        }
        JsonNode message = root.get("message");
        if (message == null || !message.isObject()) {
            return Optional.of(FcmError.invalidField("message", "Recipient of the message is not set."));
        }
        JsonNode android = message.get("android");
        return unknownName(root, "", REQUEST)
                .or(() -> unknownName(message, "message", MESSAGE))
                .or(() -> unknownName(message.get("notification"), "message.notification", NOTIFICATION))
                .or(() -> unknownName(android, "message.android", ANDROID))
                .or(() -> unknownName(
                        FcmMessage.get(android, "notification"), "message.android.notification", ANDROID_NOTIFICATION))
                .or(() -> target(message))
                .or(() -> data(message.get("data"), "message.data"))
                .or(() -> data(FcmMessage.get(android, "data"), "message.android.data"))
                .or(() -> priority(FcmMessage.get(android, "priority")))
                .or(() -> timeToLive(FcmMessage.get(android, "ttl")))
                .or(() -> size(message));
    }

    private static Optional<FcmError> unknownName(@Nullable JsonNode object, String path, Set<String> known) {
        if (object == null) {
            return Optional.empty();
        }
        if (!object.isObject()) {
            return Optional.of(FcmError.invalidField(path, "Invalid value at '" + path + "'"));
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                String where = path.isEmpty() ? "" : " at '" + path + "'";
                return Optional.of(FcmError.invalidField(
                        path,
                        "Invalid JSON payload received. Unknown name \"" + field.getKey() + "\"" + where
                                + ": Cannot find field."));
            }
        }
        return Optional.empty();
    }

    /// Google does not say what one looks like; none has a blank. Senders try their credentials with one that has.
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().noneMatch(Character::isWhitespace);
    }

    private static Optional<FcmError> target(JsonNode message) {
        long targets =
                Stream.of("token", "topic", "condition").filter(message::has).count();
        if (targets == 0) {
            return Optional.of(FcmError.invalidField("message", "Recipient of the message is not set."));
        }
        if (targets > 1) {
            return Optional.of(FcmError.invalidField("message", "Multiple targets are set."));
        }
        JsonNode token = message.get("token");
        if (token != null && (!token.isTextual() || !isToken(token.textValue()))) {
            return Optional.of(FcmError.invalidField("message.token", FcmError.INVALID_TOKEN));
        }
        return token == null
                ? Optional.of(FcmError.invalidField("message.token", "The simulator sends to tokens only."))
                : Optional.empty();
    }

    private static Optional<FcmError> data(@Nullable JsonNode data, String path) {
        if (data == null) {
            return Optional.empty();
        }
        if (!data.isObject()) {
            return Optional.of(FcmError.invalidField(path, "Invalid value at '" + path + "'"));
        }
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            String key = entry.getKey();
            if (!entry.getValue().isTextual()) {
                return Optional.of(FcmError.invalidField(
                        path + "[0].value", "Invalid value at '" + path + "[0].value' (TYPE_STRING)"));
            }
            if (RESERVED_DATA_KEYS.contains(key) || key.startsWith("google") || key.startsWith("gcm")) {
                return Optional.of(FcmError.invalidField(path, "Invalid data payload key: " + key));
            }
        }
        return Optional.empty();
    }

    private static Optional<FcmError> priority(@Nullable JsonNode priority) {
        if (priority == null) {
            return Optional.empty();
        }
        String value = priority.asText();
        return value.equalsIgnoreCase("high") || value.equalsIgnoreCase("normal")
                ? Optional.empty()
                : Optional.of(FcmError.invalidField(
                        "message.android.priority", "Invalid value at 'message.android.priority'"));
    }

    private static Optional<FcmError> timeToLive(@Nullable JsonNode ttl) {
        if (ttl == null) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(ttl.asText());
        boolean good = matcher.matches() && Long.parseLong(matcher.group(1)) <= LONGEST_TIME_TO_LIVE.toSeconds();
        return good
                ? Optional.empty()
                : Optional.of(FcmError.invalidField(
                        "message.android.ttl", "Invalid value at 'message.android.ttl' (0s to 2419200s)"));
    }

    private static Optional<FcmError> size(JsonNode message) {
        JsonNode android = message.get("android");
        int bytes = bytes(message.get("data"))
                + bytes(message.get("notification"))
                + bytes(FcmMessage.get(android, "data"))
                + bytes(FcmMessage.get(android, "notification"));
        return bytes > MAX_PAYLOAD_BYTES
                ? Optional.of(FcmError.invalidField("message", "Android message is too big"))
                : Optional.empty();
    }

    /// Keys and values as UTF-8, without the JSON around them.
    private static int bytes(@Nullable JsonNode object) {
        if (object == null) {
            return 0;
        }
        int bytes = 0;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            String text = value.isValueNode() ? value.asText() : value.toString();
            bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    /// Each name with underscores and in camel case.
    private static Set<String> names(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(name, FcmMessage.camelCase(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
