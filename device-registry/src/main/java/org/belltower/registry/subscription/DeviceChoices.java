package org.belltower.registry.subscription;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;

/// All categories of a person on one device. Pure.
///
/// @param categories one that is left out follows the default as it is
public record DeviceChoices(Map<Category, DeviceChoice> categories) {
    private static final DeviceChoice FOLLOWS = new DeviceChoice.Follows();

    public DeviceChoices {
        Map<Category, DeviceChoice> said = new EnumMap<>(Category.class);
        categories.forEach((category, choice) -> {
            if (!choice.equals(FOLLOWS)) {
                said.put(category, choice);
            }
        });
        categories = Collections.unmodifiableMap(said);
    }

    /// What is on, whoever said so.
    public Map<Category, Subscription> effective(Map<Category, Subscription> defaults) {
        Map<Category, Subscription> on = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            of(category).effective(defaults.get(category)).ifPresent(subscription -> on.put(category, subscription));
        }
        return on;
    }

    /// What was chosen for the device.
    public Choices own() {
        Map<Category, Choice> own = new EnumMap<>(Category.class);
        categories.forEach((category, choice) -> choice.own().ifPresent(chosen -> own.put(category, chosen)));
        return new Choices(own);
    }

    /// @param own all that is chosen for the device from now on
    public DeviceChoices choose(Choices own, Map<Category, Subscription> defaults, Instant now) {
        Map<Category, DeviceChoice> next = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            next.put(category, of(category).choose(own.categories().get(category), defaults.get(category), now));
        }
        return new DeviceChoices(next);
    }

    /// @param defaults what they are from now on
    public DeviceChoices defaultsChanged(Map<Category, Subscription> defaults, Instant now) {
        Map<Category, DeviceChoice> next = new EnumMap<>(Category.class);
        categories.forEach(
                (category, choice) -> next.put(category, choice.defaultChanged(defaults.get(category), now)));
        return new DeviceChoices(next);
    }

    private DeviceChoice of(Category category) {
        return categories.getOrDefault(category, FOLLOWS);
    }
}
