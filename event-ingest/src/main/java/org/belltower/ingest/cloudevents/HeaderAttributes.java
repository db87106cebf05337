package org.belltower.ingest.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// Attributes of an event in binary mode: `ce-` headers (CloudEvents HTTP protocol binding 1.0, section 3.1).
final class HeaderAttributes {
    private static final String PREFIX = "ce-";

    private HeaderAttributes() {}

    /// @param headers by name, in any case
    static Attributes of(Map<String, List<String>> headers, @Nullable JsonNode data) {
        Map<String, String> values = new HashMap<>();
        FieldErrors errors = new FieldErrors();
        // The binding's content type is the data's; a ce-datacontenttype beside it must say the same.
        values.put("datacontenttype", "application/json");
        headers.forEach((header, given) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                put(values, name.substring(PREFIX.length()), given, errors);
            }
        });
        return new Attributes(values, data, errors);
    }

    private static void put(Map<String, String> values, String name, List<String> given, FieldErrors errors) {
        if (!Attributes.isName(name) || name.equals("data")) {
            Attributes.refuseName(errors);
        } else if (given.size() != 1) {
            errors.add(name, "must be given once");
        } else {
            String value = errors.check(() -> decoded(name, given.getFirst()));
            if (value != null) {
                values.put(name, value);
            }
        }
    }

    private static String decoded(String name, String value) throws MalformedMessageException {
        return HeaderText.decode(value)
                .orElseThrow(() -> new MalformedMessageException(name, "must be ASCII with UTF-8 percent-encoded"));
    }
}
