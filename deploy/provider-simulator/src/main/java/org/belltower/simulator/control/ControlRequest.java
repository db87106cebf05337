package org.belltower.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request to the control API, read whole.
final class ControlRequest {

    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<String> captured;
    private final Map<String, String> query;
    private final String contentType;
    private final String body;

    private ControlRequest(List<String> captured, Map<String, String> query, String contentType, String body) {
        this.captured = captured;
        this.query = query;
        this.contentType = contentType;
        this.body = body;
    }

    /// @param captured the variable segments of the path, in order
    static ControlRequest read(HttpExchange exchange, List<String> captured) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw ControlProblem.tooLarge(MAX_BODY_BYTES);
        }
        String contentType = exchange.getRequestHeaders().getFirst("content-type");
        return new ControlRequest(
                captured,
                query(exchange.getRequestURI().getRawQuery()),
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT),
                new String(body, StandardCharsets.UTF_8));
    }

    /// The variable segment of the path; there is exactly one.
    String captured() {
        return captured.getFirst();
    }

    /// The body. It must be declared as JSON, which no web page can do to this port without being asked first.
    Fields fields() {
        if (!contentType.startsWith("application/json")) {
            throw ControlProblem.notJson();
        }
        try {
            return Fields.of(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            throw ControlProblem.badRequest("the body is not JSON");
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    long parameter(String name, long otherwise, long least, long most) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ControlProblem.field(name, "must be a whole number");
        }
        throw ControlProblem.field(name, "must be " + least + " to " + most);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.put(decode(name), decode(value));
            }
        }
        return query;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ControlProblem.badRequest("the address is not encoded well");
        }
    }
}
