package org.belltower.local.demo.load;

import java.util.EnumMap;
import java.util.Map;
import org.belltower.local.demo.day.Choice;
import org.belltower.model.Category;

/// Choices as an app writes them. Pure.
public final class Choices {
    private Choices() {}

    /// What is chosen on a device, as it is put there.
    public static Map<String, Object> ofDevice(Map<Category, Choice> choices, boolean officeMessages) {
        return Map.of("categories", body(choices), "officeMessages", officeMessages);
    }

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
