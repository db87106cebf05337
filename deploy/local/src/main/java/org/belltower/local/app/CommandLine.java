package org.belltower.local.app;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.local.suite.Ports;
import org.belltower.local.suite.Service;
import org.jspecify.annotations.Nullable;

/// Reads the arguments.
final class CommandLine {
    private static final Set<String> OF_DEMO = Set.of("--exit", "--kill", "--port-base", "--data");
    private static final Set<String> OF_UP = Set.of("--simulator", "--port-base", "--data");

    private final Deque<String> left;
    private Ports ports = new Ports(Ports.DEFAULT_BASE);
    private @Nullable Path data;
    private boolean exit;
    private boolean simulator;
    private @Nullable Service kill;

    /// Something that a person has to change.
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;

        Mistake(String reason) {
            super(reason);
        }
    }

    private CommandLine(List<String> arguments) {
        left = new ArrayDeque<>(arguments);
    }

    static Command parse(List<String> arguments) {
        try {
            return new CommandLine(arguments).command();
        } catch (Mistake mistake) {
            return new Command.Mistaken(String.valueOf(mistake.getMessage()));
        }
    }

    private Command command() throws Mistake {
        String name = left.isEmpty() ? "" : left.pop();
        switch (name) {
            case "demo" -> options(OF_DEMO);
            case "up" -> options(OF_UP);
            case "" -> throw new Mistake("There is no command.");
            default -> throw new Mistake("There is no command " + name + ".");
        }
        Command.Place place = new Command.Place(ports, Optional.ofNullable(data));
        return name.equals("demo")
                ? new Command.Demo(place, exit, Optional.ofNullable(kill))
                : new Command.Up(place, simulator);
    }

    private void options(Set<String> known) throws Mistake {
        while (!left.isEmpty()) {
            String option = left.pop();
            if (!known.contains(option)) {
                throw new Mistake("There is no option " + option + " here.");
            }
            option(option);
        }
    }

    private void option(String option) throws Mistake {
        switch (option) {
            case "--exit" -> exit = true;
            case "--simulator" -> simulator = true;
            case "--kill" -> kill = service(value(option));
            case "--port-base" -> ports = ports(value(option));
            default -> data = Path.of(value(option));
        }
    }

    private String value(String option) throws Mistake {
        if (left.isEmpty() || left.peek().isBlank()) {
            throw new Mistake("The option " + option + " needs a value.");
        }
        return left.pop();
    }

    private static Service service(String name) throws Mistake {
        return Service.named(name)
                .orElseThrow(() -> new Mistake("There is no service " + name + "; choose one of "
                        + String.join(", ", Service.shortNames()) + "."));
    }

    private static Ports ports(String number) throws Mistake {
        try {
            return new Ports(Integer.parseInt(number));
        } catch (NumberFormatException noNumber) {
            throw new Mistake("--port-base must be a number, not " + number + ".");
        } catch (IllegalArgumentException outOfRange) {
            throw new Mistake("--port-base " + outOfRange.getMessage() + ".");
        }
    }
}
