package org.belltower.registry.subscription;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;

/// What a district lets people choose. Pure.
///
/// @param foodService without it Lunch Balance cannot be switched on (A3)
/// @param mandatory cannot be switched off (I-43). What was chosen before stays stored, for when it is
///     mandatory no longer
public record Offer(boolean foodService, Set<Category> mandatory) {
    public Offer {
        mandatory = Set.copyOf(mandatory);
    }

    /// Telling again what is stored is no choice, so it is never refused: what a phone reads it may write.
    ///
    /// @return what is to be stored: what is wished for, and of mandatory categories that are left out what
    ///     is stored
    /// @throws InvalidFieldException naming the category that cannot be chosen so
    public Choices admit(Choices stored, Choices wished) {
        Map<Category, Choice> next = new EnumMap<>(Category.class);
        wished.categories().forEach((category, choice) -> {
            if (!choice.equals(stored.categories().get(category))) {
                check(category, choice);
            }
            next.put(category, choice);
        });
        stored.categories().forEach((category, choice) -> {
            if (mandatory.contains(category)) {
                next.putIfAbsent(category, choice);
            }
        });
        return new Choices(next);
    }

    private void check(Category category, Choice choice) {
        String field = "categories." + category.name();
        if (choice.on() && category == Category.LUNCH_BALANCE && !foodService) {
            throw new InvalidFieldException(field, "must be left out: the district has no food service");
        }
        if (!choice.on() && mandatory.contains(category)) {
            throw new InvalidFieldException(field, "must not be switched off: it is mandatory in the district");
        }
    }
}
