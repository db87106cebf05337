package org.belltower.local.app.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What follows a command: options, with `--name value` or `--name=value`, and names. The script `belltower` checks
/// the same before it builds.
record Arguments(List<String> names, Map<String, List<String>> options) {
    Arguments {
        names = List.copyOf(names);
    }

    /// @param names how many names may belong to the command
    /// @param flags the options without a value
    /// @param valued the options with one; each may come several times
    record Shape(int names, Set<String> flags, Set<String> valued) {}

    static Arguments parse(List<String> line, Shape shape) throws MistakeException {
        Deque<String> left = new ArrayDeque<>(line);
        List<String> names = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            String argument = left.pop();
            String option = argument.split("=", 2)[0];
            if (argument.isEmpty()) {
                throw new MistakeException("There is an empty argument.");
            }
            if (!argument.startsWith("-") && names.size() < shape.names() && !argument.isBlank()) {
                names.add(argument);
            } else if (shape.valued().contains(option)) {
                options.computeIfAbsent(option, _ -> new ArrayList<>()).add(value(option, argument, left));
            } else if (shape.flags().contains(argument)) {
                options.put(option, List.of());
            } else if (shape.flags().contains(option)) {
                throw new MistakeException("The option " + option + " takes no value.");
            } else {
                throw new MistakeException("There is no option " + argument + " here.");
            }
        }
        return new Arguments(names, options);
    }

    private static String value(String option, String argument, Deque<String> left) throws MistakeException {
        String value = argument.contains("=")
                ? argument.substring(option.length() + 1)
                : left.isEmpty() || left.peek().startsWith("--") ? "" : left.pop();
        if (value.isBlank()) {
            throw new MistakeException("The option " + option + " needs a value.");
        }
        return value;
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    /// The value of an option that may stand there once.
    Optional<String> find(String option) throws MistakeException {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw new MistakeException("The option " + option + " is there twice.");
        }
        return values.stream().findFirst();
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    String need(String option) throws MistakeException {
        return find(option).orElseThrow(() -> new MistakeException("The option " + option + " is missing."));
    }

    String needName() throws MistakeException {
        return names.stream().findFirst().orElseThrow(() -> new MistakeException("The name is missing."));
    }
}
