package org.belltower.benchmarks.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much is measured.
///
/// @param pushes of a segment, one for each device
/// @param warmUp rounds that are not counted
/// @param pairs rounds that are
/// @param inFlight the most sends in flight, of the dispatcher and of the rivals
/// @param connections of the tuned rival
/// @param slowFor how long the provider is slow in the part of that name
/// @param recording where flight recordings of the dispatcher amid the counted rounds are written,
///     if they are wanted:
///     the part's name is put before the file's
record Sizes(
        int pushes, int warmUp, int pairs, int inFlight, int connections, Duration slowFor, Optional<Path> recording) {
    static final Sizes USUAL = new Sizes(50_000, 2, 5, 500, 2, Duration.ofMinutes(5), Optional.empty());

    Sizes {
        if (pushes < 1 || warmUp < 0 || pairs < 1 || inFlight < 1 || connections < 1 || slowFor.isNegative()) {
            throw new IllegalArgumentException("sizes are from 1 up");
        }
    }

    /// @throws IllegalArgumentException if there is no such option, or its value will not do
    Sizes with(Map<String, String> options) {
        Sizes sizes = this;
        for (Map.Entry<String, String> option : options.entrySet()) {
            sizes = sizes.with(option.getKey(), option.getValue());
        }
        return sizes;
    }

    private Sizes with(String name, String value) {
        return switch (name) {
            case "pushes" -> new Sizes(number(value), warmUp, pairs, inFlight, connections, slowFor, recording);
            case "warm-up" -> new Sizes(pushes, number(value), pairs, inFlight, connections, slowFor, recording);
            case "pairs" -> new Sizes(pushes, warmUp, number(value), inFlight, connections, slowFor, recording);
            case "in-flight" -> new Sizes(pushes, warmUp, pairs, number(value), connections, slowFor, recording);
            case "connections" -> new Sizes(pushes, warmUp, pairs, inFlight, number(value), slowFor, recording);
            case "slow-seconds" ->
                new Sizes(pushes, warmUp, pairs, inFlight, connections, Duration.ofSeconds(number(value)), recording);
            case "jfr" -> new Sizes(pushes, warmUp, pairs, inFlight, connections, slowFor, Optional.of(Path.of(value)));
            default ->
                throw new IllegalArgumentException("There is no option --" + name
                        + " of dispatcher, but: pushes, warm-up, pairs, in-flight, connections, slow-seconds, jfr");
        };
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(value + " is no number", e);
        }
    }

    /// The same with a fifth of the pushes.
    Sizes fifth() {
        return new Sizes(Math.max(1, pushes / 5), warmUp, pairs, inFlight, connections, slowFor, recording);
    }

    /// The recording's file of a part.
    Optional<Path> recording(String part) {
        return recording.map(file -> file.resolveSibling(part + "-" + name(file.getFileName())));
    }

    private static Path name(@Nullable Path name) {
        return name == null ? Path.of("dispatcher.jfr") : name;
    }
}
