package org.belltower.simulator.fcm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/// The message of one request: what the record keeps of it. Field names come in either of the two forms of proto3's
/// JSON, `collapse_key` and `collapseKey`.
///
/// @param root the whole request, or null if it is not a JSON object
record FcmMessage(@Nullable JsonNode root) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static FcmMessage parse(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return new FcmMessage(root != null && root.isObject() ? root : null);
        } catch (JsonProcessingException e) {
            return new FcmMessage(null);
        }
    }

    @Nullable
    String token() {
        return text(at("message"), "token");
    }

    /// What makes a repeat replace the first one on the device.
    @Nullable
    String tag() {
        return text(get(get(at("message"), "android"), "notification"), "tag");
    }

    @Nullable
    String collapseKey() {
        return text(get(at("message"), "android"), "collapse_key");
    }

    @Nullable
    String priority() {
        return text(get(at("message"), "android"), "priority");
    }

    @Nullable
    String timeToLive() {
        return text(get(at("message"), "android"), "ttl");
    }

    private @Nullable JsonNode at(String field) {
        return get(root, field);
    }

    /// A field by its name with underscores, or by the same name in camel case.
    static @Nullable JsonNode get(@Nullable JsonNode object, String name) {
        if (object == null) {
            return null;
        }
        JsonNode value = object.get(name);
        return value != null || name.indexOf('_') < 0 ? value : object.get(camelCase(name));
    }

    private static @Nullable String text(@Nullable JsonNode object, String name) {
        JsonNode value = get(object, name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i + 1 < name.length()) {
                i++;
                camel.append(Character.toUpperCase(name.charAt(i)));
            } else {
                camel.append(c);
            }
        }
        return camel.toString();
    }
}
