package org.belltower.local.demo.load;

import java.util.EnumMap;
import java.util.Map;
import org.belltower.local.demo.day.Choice;
import org.belltower.model.Category;

/// Choices as an app writes them. Pure.
final class Choices {
    private Choices() {}

    static Map<Category, Object> body(Map<Category, Choice> choices) {
        Map<Category, Object> categories = new EnumMap<>(Category.class);
        choices.forEach((category, choice) -> categories.put(
                category,
                choice.below() == null
                        ? Map.of("on", choice.on())
                        : Map.of("on", choice.on(), "below", choice.below())));
        return categories;
    }
}
