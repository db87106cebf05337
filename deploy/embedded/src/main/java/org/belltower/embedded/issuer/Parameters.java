package org.belltower.embedded.issuer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of a query or form. One that comes twice is refused, one without a value is as good as absent
/// (RFC 6749, 3.1).
final class Parameters {
    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    static Parameters parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))) != null) {
                throw Refusal.invalidRequest("a parameter is repeated");
            }
        }
        values.values().removeIf(String::isEmpty);
        return new Parameters(values);
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalidRequest("malformed percent-encoding");
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String need(String name) {
        return find(name).orElseThrow(() -> Refusal.invalidRequest(name + " is missing"));
    }

    /// The requested scopes in their order; none if the parameter is absent.
    Set<String> scopes() {
        return find("scope")
                .map(scope -> new LinkedHashSet<>(List.of(scope.strip().split(" +"))))
                .orElseGet(LinkedHashSet::new);
    }
}
