package org.belltower.local.demo.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.belltower.local.demo.compare.PlayedEvents.Played;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.provider.Received;
import org.belltower.model.wire.JsonCodec;

/// What a push may say: that something of its category happened, in words that are the same for everybody, and where
/// it leads in the app (A16); nothing of what happened, and to whom (C7, I-48). Pure.
final class PushContent {
    /// Written down here and not asked of who composes them. The titles are the labels of A3.
    private static final Map<String, Words> WORDS = Map.of(
            "org.belltower.assignment-scored.v1",
            new Words("Assignments", "An assignment was updated. Open the app to see it.", "ASSIGNMENTS"),
            "org.belltower.grade-posted.v1",
            new Words("Grades", "A grade was updated. Open the app to see it.", "GRADES"),
            "org.belltower.attendance-recorded.v1",
            new Words("Attendance", "Attendance was recorded. Open the app to see it.", "ATTENDANCE"),
            "org.belltower.lunch-balance-changed.v1",
            new Words("Lunch Balance", "A lunch balance changed. Open the app to see it.", "FOOD_SERVICE"),
            "org.belltower.schedule-changed.v1",
            new Words("Responsive Schedule", "A responsive schedule changed. Open the app to see it.", "SCHEDULE"));

    /// What of an event says whose it is, where, and when, and not what happened.
    private static final List<String> NO_VALUE = List.of("student", "school", "calendar", "date");

    /// What the app needs to open the right place.
    private static final List<String> IDS = List.of("push", "district", "area");

    private final Surnames surnames;

    /// The words of one category.
    ///
    /// @param area by its id
    record Words(String title, String body, String area) {
        /// As a phone of Apple's gets them.
        ObjectNode apns() {
            ObjectNode payload = JsonCodec.mapper().createObjectNode();
            payload.putObject("aps").putObject("alert").put("title", title).put("body", body);
            payload.putObject("belltower").put("area", area);
            return payload;
        }

        /// As a phone of Android's does.
        ObjectNode fcm() {
            ObjectNode payload = JsonCodec.mapper().createObjectNode();
            ObjectNode message = payload.putObject("message");
            message.putObject("notification").put("title", title).put("body", body);
            message.putObject("data").put("area", area);
            return payload;
        }
    }

    PushContent(Surnames surnames) {
        this.surnames = surnames;
    }

    static Words words(Body.Event event) {
        String type = Objects.requireNonNull(event.attributes().get("type"), "type");
        return Objects.requireNonNull(WORDS.get(type), () -> "no words for " + type);
    }

    /// What is wrong with a push about an event, as the end of a sentence; empty if nothing is.
    List<String> faults(Received received, Played played) {
        List<String> faults = new ArrayList<>();
        JsonNode payload = json(received.payload());
        switch (played.event().body()) {
            case Body.Event event -> {
                if (!says(received, payload, words(event))) {
                    faults.add("says something else than its category's words, or leads elsewhere (A16, C7)");
                }
                if (holds(received.payload(), event.data().path("student").asText())) {
                    faults.add("shows the student's id (C7, I-48)");
                }
                String shown = String.join("\n", shown(payload));
                if (values(event.data()).stream().anyMatch(value -> holds(shown, value))) {
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

    /// One alert, these words and no others, and the area.
    private static boolean says(Received received, JsonNode payload, Words words) {
        boolean only = texts(payload).equals(List.of(words.title(), words.body()));
        return only
                && switch (received.provider()) {
                    case APNS ->
                        payload.at("/aps/alert").equals(words.apns().at("/aps/alert"))
                                && payload.at("/belltower/area").asText().equals(words.area());
                    case FCM ->
                        payload.at("/message/notification").equals(words.fcm().at("/message/notification"))
                                && payload.at("/message/data/area").asText().equals(words.area());
                };
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
