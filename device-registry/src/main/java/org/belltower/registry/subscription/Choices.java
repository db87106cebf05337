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
import org.belltower.model.wire.JsonCodec;
import org.jspecify.annotations.Nullable;

/// What is said of categories. What it means that one is left out, says who takes it: by a person's default
/// it is off (A5), a device follows the default.
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

    /// As it comes in a body: by the categories' names, and within the ranges of this day. What is stored may
    /// be from before them.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Choices named(Map<String, Choice> choices) {
        Map<Category, Choice> categories = new LinkedHashMap<>();
        choices.forEach((name, choice) -> categories.put(category(name), choice));
        Choices named = new Choices(categories);
        named.categories().forEach((category, choice) -> check(category, choice.below()));
        return named;
    }

    private static void check(Category category, @Nullable BigDecimal below) {
        if (below != null) {
            ThresholdUnit.of(category).ifPresent(unit -> unit.check(category.name() + ".below", below));
        }
    }

    private static Category category(String name) {
        return Stream.of(Category.values())
                .filter(category -> category.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        JsonCodec.mayBeTold(name) ? name : "categories",
                        "must be one of " + List.of(Category.values())));
    }

    /// What is on from now, by default: as [Choice#applyTo]. Pure.
    public Map<Category, Subscription> applyTo(Map<Category, Subscription> current, Instant now) {
        Map<Category, Subscription> next = new EnumMap<>(Category.class);
        categories.forEach((category, choice) ->
                choice.applyTo(current.get(category), now).ifPresent(subscription -> next.put(category, subscription)));
        return next;
    }

    /// What subscriptions say, without their moments.
    public static Choices of(Map<Category, Subscription> subscriptions) {
        Map<Category, Choice> choices = new EnumMap<>(Category.class);
        subscriptions.forEach((category, subscription) -> choices.put(category, Choice.of(subscription)));
        return new Choices(choices);
    }
}
