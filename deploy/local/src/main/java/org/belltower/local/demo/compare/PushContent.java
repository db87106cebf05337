package org.belltower.local.demo.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.belltower.local.demo.compare.PlayedEvents.Played;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.provider.Received;
import org.belltower.model.Area;
import org.belltower.model.wire.JsonCodec;

/// What a push may say: that something of its category happened, in words that are the same for everybody of a
/// language, and where it leads in the app, if that has its area (A16); nothing of what happened but to whom may be
/// told it, and never to whom (C7, I-48). Pure.
final class PushContent {
    /// Around what is put into a text (I-47); nobody sees them.
    private static final Pattern ISOLATES = Pattern.compile("[\u2068\u2069]");

    /// What of an event says whose it is, where, and when, and not what happened.
    private static final List<String> NO_VALUE = List.of("student", "school", "calendar", "date");

    /// What the app needs to open the right place.
    private static final List<String> IDS = List.of("push", "district", "area");

    private final Surnames surnames;
    private final Set<String> areas;

    /// @param areas what the app has
    PushContent(Surnames surnames, Set<Area> areas) {
        this.surnames = surnames;
        this.areas = areas.stream().map(Area::name).collect(Collectors.toUnmodifiableSet());
    }

    /// What is wrong with a push about an event, as the end of a sentence; empty if nothing is.
    List<String> faults(Received received, Played played, Wording wording) {
        List<String> faults = new ArrayList<>();
        JsonNode payload = json(ISOLATES.matcher(received.payload()).replaceAll(""));
        switch (played.event().body()) {
            case Body.Event event -> {
                if (!says(received, payload, WrittenWords.of(event, wording))) {
                    faults.add("says something else than its category's words, or leads elsewhere (A16, C7)");
                }
                if (holds(received.payload(), event.data().path("student").asText())) {
                    faults.add("shows the student's id (C7, I-48)");
                }
                String shown = String.join("\n", shown(payload));
                if (!wording.detail() && values(event.data()).stream().anyMatch(value -> holds(shown, value))) {
                    faults.add("shows what happened (C7, I-48)");
                }
            }
            case Body.Raw _ -> throw new IllegalArgumentException(played.event().name() + " is raw");
        }
        return faults;
    }

    /// Of a push whatever it is about.
    boolean showsSurname(Received received) {
        return surnames.occurIn(received.payload());
    }

    /// One alert, these words and no others, and the area if the app has it.
    private boolean says(Received received, JsonNode payload, WrittenWords words) {
        ObjectNode alert = JsonCodec.mapper().createObjectNode();
        alert.put("title", words.title()).put("body", words.body());
        boolean only = texts(payload).equals(List.of(words.title(), words.body()));
        return only
                && switch (received.provider()) {
                    case APNS ->
                        payload.at("/aps/alert").equals(alert) && leads(payload.at("/belltower/area"), words.area());
                    case FCM ->
                        payload.at("/message/notification").equals(alert)
                                && leads(payload.at("/message/data/area"), words.area());
                };
    }

    private boolean leads(JsonNode told, String area) {
        return areas.contains(area) ? told.asText().equals(area) : told.isMissingNode();
    }

    private static List<String> texts(JsonNode payload) {
        List<String> texts = new ArrayList<>(payload.findValuesAsText("title"));
        texts.addAll(payload.findValuesAsText("body"));
        return texts;
    }

    /// What the phone shows, and what it is told beside the three ids.
    private static List<String> shown(JsonNode payload) {
        List<String> shown = texts(payload);
        for (JsonNode told : List.of(payload.path("belltower"), payload.at("/message/data"))) {
            told.properties().stream()
                    .filter(field -> !IDS.contains(field.getKey()))
                    .forEach(field -> leaves(field.getValue(), shown));
        }
        return shown;
    }

    private static List<String> values(JsonNode data) {
        List<String> values = new ArrayList<>();
        data.properties().stream()
                .filter(field -> !NO_VALUE.contains(field.getKey()))
                .forEach(field -> leaves(field.getValue(), values));
        return values;
    }

    private static void leaves(JsonNode node, List<String> values) {
        if (node.isContainerNode()) {
            node.forEach(child -> leaves(child, values));
        } else if (!node.isNull() && !node.asText().isBlank()) {
            values.add(node.asText());
            if (node.isNumber()) {
                values.add(node.decimalValue().stripTrailingZeros().toPlainString());
            }
        }
    }

    private static boolean holds(String text, String word) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    private static JsonNode json(String payload) {
        try {
            return JsonCodec.mapper().readTree(payload);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
