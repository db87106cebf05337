package org.belltower.service.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.model.wire.JsonCodec;

/// Every operation of a service, from the document it serves, with the ids and the bodies to call it with. An operation
/// that is new and needs an id or a body that no sample tells fails whoever asks for all: it is to be told.
///
/// @param samples what to call them with
public record ServedContract(Samples samples) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /// What the operations are called with.
    ///
    /// @param ids by the path up to the parameter, `/v1/apps/{id}`; or by the parameter, `{person}`; or, for the
    ///     last segment, by method and path, `DELETE /v1/apps/{id}`
    /// @param bodies by method and path; a `%s` is the caller's to fill
    /// @param filters values of query parameters, by name
    public record Samples(Map<String, String> ids, Map<String, String> bodies, Map<String, String> filters) {
        public Samples {
            ids = Map.copyOf(ids);
            bodies = Map.copyOf(bodies);
            filters = Map.copyOf(filters);
        }
    }

    /// One of them.
    ///
    /// @param path with ids and query
    /// @param body with a text of the caller's to be put in; empty: none
    public record Operation(String method, String template, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        /// As the contract names it.
        public String name() {
            return method + " " + template;
        }

        public boolean reads() {
            return method.equals("GET");
        }
    }

    /// Those that change come after those that read, and those that delete last.
    ///
    /// @param document as it is served, JSON
    public List<Operation> operations(String document) throws IOException {
        List<Operation> operations = new ArrayList<>();
        JsonCodec.mapper()
                .readTree(document)
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(
                                method -> operations.addAll(calls(path.getKey(), method.getKey(), method.getValue()))));
        operations.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        return operations;
    }

    private static int rank(Operation operation) {
        return switch (operation.method()) {
            case "GET" -> 0;
            case "DELETE" -> 2;
            default -> 1;
        };
    }

    /// As it is, and once for each filter it takes.
    private List<Operation> calls(String template, String verb, JsonNode operation) {
        String method = verb.toUpperCase(Locale.ROOT);
        String whole = samples.ids().get(method + " " + template);
        String path = whole == null ? filled(template) : template.replaceFirst("\\{[^}]+}$", whole);
        String body = operation.has("requestBody") ? body(method + " " + template) : "";
        List<Operation> calls = new ArrayList<>();
        calls.add(new Operation(method, template, path, body));
        operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.get("in").asText().equals("query"))
                .map(parameter -> parameter.get("name").asText())
                .filter(samples.filters()::containsKey)
                .map(name -> new Operation(
                        method,
                        template,
                        path + "?" + name + "=" + samples.filters().get(name),
                        body))
                .forEach(calls::add);
        return calls;
    }

    private String body(String operation) {
        String body = samples.bodies().get(operation);
        if (body == null) {
            throw new AssertionError("tell a body for " + operation);
        }
        return body;
    }

    private String filled(String template) {
        StringBuilder before = new StringBuilder();
        return Arrays.stream(template.substring(1).split("/", -1))
                .map(segment -> {
                    before.append('/').append(segment);
                    return segment.startsWith("{") ? id(before.toString(), segment) : segment;
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    private String id(String before, String parameter) {
        String id = samples.ids().getOrDefault(before, samples.ids().get(parameter));
        if (id == null) {
            throw new AssertionError("tell an id for " + parameter + " of " + before);
        }
        return id;
    }
}
