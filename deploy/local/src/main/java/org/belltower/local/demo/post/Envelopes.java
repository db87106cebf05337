package org.belltower.local.demo.post;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.model.wire.JsonCodec;

/// Writes posts as requests. Pure.
public final class Envelopes {
    private final URI address;
    private final Instant start;

    /// @param address where events are posted
    /// @param start of play, from which events count their time
    public Envelopes(URI address, Instant start) {
        this.address = address;
        this.start = start;
    }

    SuiteHttp.Call call(Post post, String token) {
        CaseEvent first = post.events().getFirst();
        return switch (first.body()) {
            case Body.Raw(String contentType, String text) -> post(token, Map.of("Content-Type", contentType), text);
            case Body.Event event ->
                switch (post.mode()) {
                    case STRUCTURED ->
                        post(token, type("application/cloudevents+json"), SuiteHttp.text(structured(event)));
                    case BINARY -> post(token, binary(event), SuiteHttp.text(event.data()));
                    case BATCH ->
                        post(token, type("application/cloudevents-batch+json"), SuiteHttp.text(batch(post.events())));
                };
        };
    }

    private SuiteHttp.Call post(String token, Map<String, String> headers, String body) {
        return new SuiteHttp.Call("POST", address, token, headers, body);
    }

    private static Map<String, String> type(String contentType) {
        return Map.of("Content-Type", contentType);
    }

    private ArrayNode batch(List<CaseEvent> events) {
        ArrayNode array = JsonCodec.mapper().createArrayNode();
        events.forEach(event -> {
            switch (event.body()) {
                case Body.Event cloudEvent -> array.add(structured(cloudEvent));
                case Body.Raw _ -> throw new IllegalArgumentException("what is raw goes alone");
            }
        });
        return array;
    }

    private ObjectNode structured(Body.Event event) {
        ObjectNode json = JsonCodec.mapper().createObjectNode();
        attributes(event).forEach(json::put);
        json.put("datacontenttype", SuiteHttp.JSON);
        json.set("data", event.data());
        return json;
    }

    private Map<String, String> binary(Body.Event event) {
        Map<String, String> headers = new LinkedHashMap<>();
        attributes(event).forEach((name, value) -> headers.put("ce-" + name, value));
        headers.put("Content-Type", SuiteHttp.JSON);
        return headers;
    }

    private Map<String, String> attributes(Body.Event event) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("time", start.plus(event.at()).toString());
        attributes.putAll(event.attributes());
        return attributes;
    }
}
