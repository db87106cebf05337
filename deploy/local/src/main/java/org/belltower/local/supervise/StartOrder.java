package org.belltower.local.supervise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.local.process.ProcessSpec;

/// Sorts processes by what they need: wave 0 needs nothing, each other wave something of the one before it.
final class StartOrder {
    private StartOrder() {}

    /// In an order in which they can be started one by one, each with its wave.
    ///
    /// @throws IllegalArgumentException if two have one name, or need each other, or need what is not there
    static Map<ProcessSpec, Integer> of(List<ProcessSpec> specs) {
        Map<ProcessSpec, Integer> order = new LinkedHashMap<>();
        List<ProcessSpec> left = new ArrayList<>(specs);
        for (int wave = 0; !left.isEmpty(); wave++) {
            Set<String> done = names(order.keySet());
            List<ProcessSpec> next =
                    left.stream().filter(spec -> done.containsAll(spec.after())).toList();
            if (next.isEmpty()) {
                throw new IllegalArgumentException("no order for " + names(left));
            }
            for (ProcessSpec spec : next) {
                order.put(spec, wave);
            }
            left.removeAll(next);
        }
        if (names(order.keySet()).size() != specs.size()) {
            throw new IllegalArgumentException("two of one name among " + names(specs));
        }
        return order;
    }

    private static Set<String> names(Iterable<ProcessSpec> specs) {
        Set<String> names = new TreeSet<>();
        specs.forEach(spec -> names.add(spec.name()));
        return names;
    }
}
