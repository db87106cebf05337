package org.belltower.embedded.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// An HTTP answer. None may be stored: they hold tokens, codes, or a page made for one request.
record Reply(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, Map<String, ?> body) {
        try {
            return new Reply(status, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings, numbers and lists became no JSON", impossible);
        }
    }

    static Reply html(int status, String page) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), page);
    }

    static Reply seeOther(String location) {
        return new Reply(303, Map.of("Location", location), "");
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
