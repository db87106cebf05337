package org.belltower.registry.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;
import org.jspecify.annotations.Nullable;

/// All that is to be on for a device (A5): a category that is not there is off.
public record Choices(@JsonValue Map<Category, Choice> categories) {
    public Choices {
        InvalidFieldException.required("categories", categories);
        Map<Category, Choice> checked = new EnumMap<>(Category.class);
        categories.forEach((category, choice) -> {
            InvalidFieldException.required(category.name(), choice);
            if (choice.below() != null && !category.takesThreshold()) {
                throw new InvalidFieldException(category.name() + ".below", "must be left out: it has no threshold");
            }
            checked.put(category, choice);
        });
        categories = Collections.unmodifiableMap(checked);
    }

    /// As it comes in a body: by the categories' names.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Choices named(Map<String, Choice> choices) {
        Map<Category, Choice> categories = new LinkedHashMap<>();
        choices.forEach((name, choice) -> categories.put(category(name), choice));
        return new Choices(categories);
    }

    private static Category category(String name) {
        return Stream.of(Category.values())
                .filter(category -> category.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidFieldException("category", "must be one of " + List.of(Category.values())));
    }

    /// What is on from now. A category that stays on keeps the moment it was switched on, and a threshold that stays
    /// the same keeps its own; so choosing the same again changes nothing (A6). Pure.
    public Map<Category, Subscription> applyTo(Map<Category, Subscription> current, Instant now) {
        Map<Category, Subscription> next = new EnumMap<>(Category.class);
        categories.forEach((category, choice) -> next.put(category, apply(choice, current.get(category), now)));
        return next;
    }

    private static Subscription apply(Choice choice, @Nullable Subscription current, Instant now) {
        Instant since = current == null ? now : current.since();
        BigDecimal below = choice.below();
        if (below == null) {
            return new Subscription(since, null);
        }
        Threshold threshold = current == null ? null : current.threshold();
        return new Subscription(
                since,
                threshold != null && threshold.below().compareTo(below) == 0 ? threshold : new Threshold(below, now));
    }
}
