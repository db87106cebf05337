package org.belltower.benchmarks.dispatch.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.belltower.benchmarks.dispatch.bed.DispatchBed;
import org.jspecify.annotations.Nullable;

/// How much is measured, by the names of the command line.
///
/// @param numbers all of them
/// @param recording where flight recordings of the dispatcher amid the counted rounds are written,
///     if they are wanted: the comparison's name is put before the file's
public record Sizes(Map<String, Integer> numbers, Optional<Path> recording) {
    private static final String PUSHES = "pushes";
    private static final String WARM_UP = "warm-up";
    private static final String PAIRS = "pairs";
    private static final String IN_FLIGHT = "in-flight";
    private static final String CONNECTIONS = "connections";
    private static final String SLOW_SECONDS = "slow-seconds";
    private static final String ALERTS = "alerts";
    private static final String ALERT_SECONDS = "alert-seconds";
    private static final String NOISE = "noise";
    private static final String RECORDING = "jfr";

    /// As the goals are measured.
    public static final Sizes USUAL = new Sizes(
            Map.of(
                    PUSHES, 50_000,
                    WARM_UP, 6,
                    PAIRS, 5,
                    IN_FLIGHT, 500,
                    CONNECTIONS, 2,
                    SLOW_SECONDS, 300,
                    ALERTS, 200,
                    ALERT_SECONDS, 60,
                    NOISE, 1_000),
            Optional.empty());

    public Sizes {
        numbers = Map.copyOf(numbers);
    }

    /// @throws IllegalArgumentException if there is no such option, or its value will not do
    public Sizes with(Map<String, String> options) {
        Map<String, Integer> changed = new TreeMap<>(numbers);
        Optional<Path> file = recording;
        for (Map.Entry<String, String> option : options.entrySet()) {
            String name = option.getKey();
            if (name.equals(RECORDING)) {
                file = Optional.of(Path.of(option.getValue()));
            } else if (changed.containsKey(name)) {
                changed.put(name, number(name, option.getValue(), name.equals(WARM_UP) ? 0 : 1));
            } else {
                throw new IllegalArgumentException("There is no option --%s of dispatcher, but: %s, %s"
                        .formatted(name, String.join(", ", changed.keySet()), RECORDING));
            }
        }
        return new Sizes(changed, file);
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

    /// For Firebase: three fifths of the pushes, of which its own library makes a quarter of a minute, and
    /// twice as many in flight, since each takes longer.
    public Sizes forFirebase() {
        return with(Map.of(
                PUSHES, Integer.toString(Math.max(1, pushes() * 3 / 5)), IN_FLIGHT, Integer.toString(2 * inFlight())));
    }

    private int number(String name) {
        return numbers.getOrDefault(name, 0);
    }

    /// Of a segment, one for each device.
    public int pushes() {
        return number(PUSHES);
    }

    /// Rounds that are not counted.
    public int warmUp() {
        return number(WARM_UP);
    }

    /// Rounds that are.
    public int pairs() {
        return number(PAIRS);
    }

    /// The most sends in flight, of the dispatcher and of its rivals.
    public int inFlight() {
        return number(IN_FLIGHT);
    }

    /// Of the tuned rival of Apple's.
    public int connections() {
        return number(CONNECTIONS);
    }

    /// How long the provider is slow in the part of that name.
    public Duration slowFor() {
        return Duration.ofSeconds(number(SLOW_SECONDS));
    }

    /// Pushes a second that change events make on the whole path.
    public int alerts() {
        return number(ALERTS);
    }

    /// How long they are measured.
    public Duration alertsFor() {
        return Duration.ofSeconds(number(ALERT_SECONDS));
    }

    /// Pushes a second that another district's flood makes.
    public int noise() {
        return number(NOISE);
    }

    /// The bed for them.
    public DispatchBed.Order bed() {
        return new DispatchBed.Order(pushes(), inFlight(), recording.isPresent());
    }

    /// The recording's file of a comparison.
    public Optional<Path> recording(String name) {
        return recording.map(file -> file.resolveSibling(name + "-" + orUsual(file.getFileName())));
    }

    private static Path orUsual(@Nullable Path name) {
        return name == null ? Path.of("dispatcher.jfr") : name;
    }
}
