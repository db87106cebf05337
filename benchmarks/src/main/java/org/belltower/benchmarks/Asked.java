package org.belltower.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the command line asks for: benchmarks, each followed by those of its parts that are wanted
/// and by its options, `--name=value`. With no benchmark named, all run as they are. Pure.
final class Asked {
    private final List<Benchmark> all;
    private final List<Benchmark> asked = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private Optional<Benchmark> current = Optional.empty();

    private Asked(List<Benchmark> all) {
        this.all = all;
    }

    /// @throws IllegalArgumentException if something is asked for that there is not; says what
    ///     there is
    static List<Benchmark> of(List<Benchmark> all, List<String> arguments) {
        Asked asked = new Asked(all);
        arguments.forEach(asked::read);
        asked.finish();
        return arguments.isEmpty() ? all : List.copyOf(asked.asked);
    }

    private void read(String argument) {
        Optional<Benchmark> named =
                all.stream().filter(one -> one.name().equals(argument)).findFirst();
        if (named.isPresent()) {
            finish();
            current = named;
            return;
        }
        if (current.isEmpty()) {
            throw new IllegalArgumentException("There is no benchmark %s, but: %s"
                    .formatted(
                            argument,
                            String.join(", ", all.stream().map(Benchmark::name).toList())));
        }
        if (!argument.startsWith("--")) {
            parts.add(argument);
            return;
        }
        int equals = argument.indexOf('=');
        if (equals < 0 || equals == argument.length() - 1) {
            throw new IllegalArgumentException("The option %s needs a value: --name=value".formatted(argument));
        }
        options.put(argument.substring(2, equals), argument.substring(equals + 1));
    }

    private void finish() {
        current.ifPresent(benchmark -> asked.add(benchmark.with(List.copyOf(parts), Map.copyOf(options))));
        parts.clear();
        options.clear();
    }
}
