package org.belltower.embedded.issuer;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What an endpoint sees of an HTTP request.
///
/// @param body empty unless it is a form
record Request(String method, String query, String body, Optional<String> authorization, Optional<String> cookie) {
    private static final int LARGEST_BODY = 16 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        return new Request(
                exchange.getRequestMethod(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                body(exchange),
                Optional.ofNullable(headers.getFirst("Authorization")),
                Optional.ofNullable(headers.getFirst("Cookie")));
    }

    private static String body(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return "";
        }
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw Refusal.invalidRequest("the content type is application/x-www-form-urlencoded");
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw Refusal.invalidRequest("the form is too large");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /// The value of a cookie.
    Optional<String> cookie(String name) {
        for (String pair : cookie.orElse("").split(";", -1)) {
            if (pair.strip().startsWith(name + "=")) {
                return Optional.of(pair.strip().substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "Request[" + method + "]";
    }
}
