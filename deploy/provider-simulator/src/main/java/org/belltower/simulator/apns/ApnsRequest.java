package org.belltower.simulator.apns;

import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The headers of one request, read in one pass, and what is wrong with their form.
///
/// Source: Apple, *Sending notification requests to APNs*:
/// <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>.
final class ApnsRequest {

    private static final String PATH_PREFIX = "/3/device/";
    private static final int COLLAPSE_ID_BYTES = 64;
    private static final int LONGEST_DEVICE_TOKEN = 400;
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,254}");
    private static final Set<String> PUSH_TYPES = Set.of(
            "alert",
            "background",
            "complication",
            "controls",
            "fileprovider",
            "liveactivity",
            "location",
            "mdm",
            "pushtotalk",
            "voip",
            "widgets");
    private static final Set<String> PRIORITIES = Set.of("10", "5", "1");

    private @Nullable String method;
    private @Nullable String path;
    private @Nullable CharSequence authorization;
    private @Nullable String topic;
    private @Nullable String pushType;
    private @Nullable String priority;
    private @Nullable String expiration;
    private @Nullable String id;
    private @Nullable String collapseId;
    private boolean duplicated;

    private ApnsRequest() {}

    static ApnsRequest read(Http2Headers headers) {
        ApnsRequest request = new ApnsRequest();
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            request.take(header.getKey().toString(), header.getValue());
        }
        return request;
    }

    private void take(String name, CharSequence value) {
        switch (name) {
            case ":method" -> method = value.toString();
            case ":path" -> path = value.toString();
            case "authorization" -> {
                duplicated |= authorization != null;
                authorization = value;
            }
            case "apns-topic" -> topic = once(topic, value);
            case "apns-push-type" -> pushType = once(pushType, value);
            case "apns-priority" -> priority = once(priority, value);
            case "apns-expiration" -> expiration = once(expiration, value);
            case "apns-id" -> id = once(id, value);
            case "apns-collapse-id" -> collapseId = once(collapseId, value);
            default -> {
                // Others say nothing to APNs.
            }
        }
    }

    private String once(@Nullable String present, CharSequence value) {
        duplicated |= present != null;
        return value.toString();
    }

    /// What is wrong with the method or the path, if anything.
    Optional<ApnsReason> refusalOfTarget() {
        if (!"POST".equals(method)) {
            return Optional.of(ApnsReason.METHOD_NOT_ALLOWED);
        }
        String target = path;
        if (target == null || !target.startsWith(PATH_PREFIX)) {
            return Optional.of(ApnsReason.BAD_PATH);
        }
        return target.length() == PATH_PREFIX.length()
                ? Optional.of(ApnsReason.MISSING_DEVICE_TOKEN)
                : Optional.empty();
    }

    /// What is wrong with the form of a header or of the device token, if anything.
    Optional<ApnsReason> refusalOfForm() {
        if (duplicated) {
            return Optional.of(ApnsReason.DUPLICATE_HEADERS);
        }
        if (id != null && uuid(id) == null) {
            return Optional.of(ApnsReason.BAD_MESSAGE_ID);
        }
        if (pushType != null && !PUSH_TYPES.contains(pushType)) {
            return Optional.of(ApnsReason.INVALID_PUSH_TYPE);
        }
        if (priority != null && !PRIORITIES.contains(priority)) {
            return Optional.of(ApnsReason.BAD_PRIORITY);
        }
        if (expiration != null && !isTime(expiration)) {
            return Optional.of(ApnsReason.BAD_EXPIRATION_DATE);
        }
        // Header text is ASCII on the wire, so characters are bytes.
        if (collapseId != null && collapseId.length() > COLLAPSE_ID_BYTES) {
            return Optional.of(ApnsReason.BAD_COLLAPSE_ID);
        }
        String token = token();
        return token == null || !isDeviceToken(token) ? Optional.of(ApnsReason.BAD_DEVICE_TOKEN) : Optional.empty();
    }

    static boolean isTopic(String text) {
        return TOPIC.matcher(text).matches();
    }

    /// Apple: "the length of a device token is not fixed". Hexadecimal, two digits a byte.
    static boolean isDeviceToken(String text) {
        if (text.isEmpty() || text.length() % 2 != 0 || text.length() > LONGEST_DEVICE_TOKEN) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    @Nullable
    String token() {
        String target = path;
        return target != null && target.startsWith(PATH_PREFIX) && target.length() > PATH_PREFIX.length()
                ? target.substring(PATH_PREFIX.length())
                : null;
    }

    @Nullable
    CharSequence authorization() {
        return authorization;
    }

    @Nullable
    String topic() {
        return topic;
    }

    @Nullable
    String priority() {
        return priority;
    }

    @Nullable
    String expiration() {
        return expiration;
    }

    @Nullable
    String collapseId() {
        return collapseId;
    }

    boolean isOfType(String type) {
        return type.equals(pushType);
    }

    /// The sender's id for the push, if it gave a valid one.
    Optional<String> id() {
        return id != null && uuid(id) != null ? Optional.of(id) : Optional.empty();
    }

    private static @Nullable UUID uuid(String text) {
        try {
            // The parser also takes shortened groups, which APNs does not.
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isTime(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
