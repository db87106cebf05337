package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attributes of an event in structured mode: the members of a JSON object (CloudEvents JSON format 1.0).
final class JsonAttributes {
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";

    private static final Set<String> COUNTS = Set.of("generation", "position");
    /// Beyond it many who write JSON have doubles, which do not tell a number from the next (RFC 7493, section 2.2).
    private static final long GREATEST = 9_007_199_254_740_991L;

    private JsonAttributes() {}

    static Attributes of(ObjectNode event) {
        Map<String, String> values = new HashMap<>();
        FieldErrors errors = new FieldErrors();
        for (Map.Entry<String, JsonNode> member : event.properties()) {
            String name = member.getKey();
            if (name.equals(DATA)) {
                continue;
            }
            if (name.equals(DATA_BASE64)) {
                errors.add(DATA_BASE64, "must not be there: data is a JSON object");
            } else if (!Attributes.isName(name)) {
                Attributes.refuseName(errors);
            } else {
                put(values, name, member.getValue(), errors);
            }
        }
        // The JSON format's default, section 3.1: data without a datacontenttype is application/json.
        values.putIfAbsent("datacontenttype", "application/json");
        return new Attributes(values, data(event), errors);
    }

    private static @Nullable JsonNode data(ObjectNode event) {
        JsonNode data = event.get(DATA);
        return data == null || data.isNull() ? null : data;
    }

    /// The types an attribute may have in JSON: text, whole number, boolean; null is the same as leaving it out.
    private static void put(Map<String, String> values, String name, JsonNode value, FieldErrors errors) {
        if (value.isTextual()) {
            values.put(name, value.textValue());
        } else if (value.isIntegralNumber() || value.isBoolean()) {
            if (value.isLong() && value.longValue() > GREATEST && COUNTS.contains(name)) {
                errors.add(name, "must be a text if it is more than " + GREATEST);
            }
            values.put(name, value.asText());
        } else if (!value.isNull()) {
            errors.add(name, "must be a text, a whole number or a boolean");
        }
    }
}
