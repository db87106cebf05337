package org.belltower.registry.torture.oracle;

import java.util.EnumMap;
import java.util.Map;
import org.belltower.model.Category;
import org.belltower.model.audience.Subscription;
import org.belltower.model.audience.Threshold;

/// What is on for a person on a device (A5): what the device says is on, and of what it does not speak what
/// the person says.
final class SwitchedOn {
    private SwitchedOn() {}

    static Map<Category, Subscription> of(Tables tables, String device, String person) {
        Map<Category, Subscription> on = new EnumMap<>(Category.class);
        tables.where("default_subscription", "person", person)
                .forEach(said -> on.put(said.one("category", Category.class), subscription(said)));
        tables.where("subscription", "person", person)
                .filter(said -> said.is("device", device))
                .forEach(said -> {
                    Category category = said.one("category", Category.class);
                    if (said.has("since")) {
                        on.put(category, subscription(said));
                    } else {
                        on.remove(category);
                    }
                });
        return on;
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.moment("since"),
                row.has("below") ? new Threshold(row.decimal("below"), row.moment("threshold_since")) : null);
    }
}
