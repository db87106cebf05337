package org.belltower.benchmarks.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/// How much chaos, by the names of the command line.
///
/// @param kills of the dispatcher
/// @param rate pushes a second that are fed
/// @param seconds of each scenario that lasts for a time; each has its own if this is empty
/// @param resumesWithin of a kill
public record Sizes(int kills, int rate, OptionalInt seconds, Duration resumesWithin) {
    /// As the goals are measured.
    public static final Sizes USUAL = new Sizes(20, 500, OptionalInt.empty(), Duration.ofSeconds(15));

    /// So small that the build can run it; a build may be slow, so it asks for no speed.
    static final Sizes SHORT = new Sizes(2, 200, OptionalInt.of(15), Duration.ofMinutes(1));

    private static final int MOST = 100_000;

    /// @throws IllegalArgumentException if there is no such option, or its value will not do
    Sizes with(Map<String, String> options) {
        Sizes changed = this;
        for (Map.Entry<String, String> option : options.entrySet()) {
            int value = number(option);
            changed = switch (option.getKey()) {
                case "kills" -> new Sizes(value, changed.rate, changed.seconds, changed.resumesWithin);
                case "rate" -> new Sizes(changed.kills, value, changed.seconds, changed.resumesWithin);
                case "seconds" -> new Sizes(changed.kills, changed.rate, OptionalInt.of(value), changed.resumesWithin);
                default ->
                    throw new IllegalArgumentException(
                            "There is no option --%s of dispatcher, but: kills, rate, seconds"
                                    .formatted(option.getKey()));
            };
        }
        return changed;
    }

    private static int number(Map.Entry<String, String> option) {
        try {
            int number = Integer.parseInt(option.getValue());
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is too small or too large is.
        }
        throw new IllegalArgumentException(
                "--%s must be a whole number from 1 to %d, not %s".formatted(option.getKey(), MOST, option.getValue()));
    }

    /// @param usual of the scenario, if nobody said otherwise
    Duration length(Duration usual) {
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : usual;
    }
}
