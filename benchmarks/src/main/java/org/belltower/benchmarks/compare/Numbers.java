package org.belltower.benchmarks.compare;

import java.util.Map;
import java.util.TreeMap;

/// How much is measured, by the names of the command line.
///
/// @param benchmark whose they are
public record Numbers(String benchmark, Map<String, Integer> all) {
    /// Rounds that are not counted.
    public static final String WARM_UP = "warm-up";

    /// Rounds that are.
    public static final String PAIRS = "pairs";

    public Numbers {
        all = Map.copyOf(all);
    }

    /// @throws IllegalArgumentException if there is no such option, or its value will not do
    public Numbers with(Map<String, String> options) {
        Map<String, Integer> changed = new TreeMap<>(all);
        options.forEach((name, value) -> {
            if (!changed.containsKey(name)) {
                throw new IllegalArgumentException("There is no option --%s of %s, but: %s"
                        .formatted(name, benchmark, String.join(", ", changed.keySet())));
            }
            changed.put(name, number(name, value, name.equals(WARM_UP) ? 0 : 1));
        });
        return new Numbers(benchmark, changed);
    }

    private static int number(String name, String value, int least) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is too small is.
        }
        throw new IllegalArgumentException(
                "--%s must be a whole number from %d up, not %s".formatted(name, least, value));
    }

    /// @throws IllegalArgumentException if there is none of that name
    public int of(String name) {
        Integer number = all.get(name);
        if (number == null) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return number;
    }
}
