package org.belltower.local.demo.sample;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.Family;
import org.belltower.model.Category;
import org.jspecify.annotations.Nullable;

/// What people choose: many for all of their devices, some for one of them otherwise. Not thread-safe.
final class SampleChoices {
    private static final List<String> ZONES = List.of("America/New_York", "America/Chicago", "America/Los_Angeles");

    private final Dice dice;

    SampleChoices(Dice dice) {
        this.dice = dice;
    }

    /// For all devices of a person; empty for who never opened the settings.
    Optional<Family.Preferences> ofPerson() {
        if (!dice.chance(75)) {
            return Optional.empty();
        }
        @Nullable String language = dice.chance(20) ? "es" : dice.chance(20) ? "en" : null;
        return Optional.of(new Family.Preferences(categories(70, 10), language, dice.chance(30), quietHours()));
    }

    private Family.@Nullable QuietHours quietHours() {
        if (!dice.chance(25)) {
            return null;
        }
        // Some that last the whole day but a minute: they stop nothing either.
        return dice.chance(20)
                ? new Family.QuietHours("00:01", "00:00", null)
                : new Family.QuietHours("21:30", "06:30", dice.chance(50) ? dice.oneOf(ZONES) : null);
    }

    /// For one device. What is left out follows the person's.
    Map<Category, Choice> ofDevice() {
        return categories(30, 35);
    }

    /// Everything.
    Map<Category, Choice> all() {
        return categories(100, 0);
    }

    /// @param percent of the categories about which something is chosen
    /// @param off percent of these that are switched off
    private Map<Category, Choice> categories(int percent, int off) {
        Map<Category, Choice> choices = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            if (dice.chance(percent)) {
                choices.put(category, dice.chance(off) ? Choice.OFF : on(category));
            }
        }
        return choices;
    }

    private Choice on(Category category) {
        return category.takesThreshold() && dice.chance(50) ? Choice.below(threshold(category)) : Choice.EVERY_CHANGE;
    }

    private BigDecimal threshold(Category category) {
        List<String> limits =
                category == Category.LUNCH_BALANCE ? List.of("0", "5", "10.50") : List.of("60", "75", "90");
        return new BigDecimal(dice.oneOf(limits));
    }
}
