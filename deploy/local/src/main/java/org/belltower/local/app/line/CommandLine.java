package org.belltower.local.app.line;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.local.suite.issuer.SignInClient;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;

/// Reads the arguments.
public final class CommandLine {
    private static final Map<String, Arguments.Shape> SHAPES = Map.of(
            "demo", new Arguments.Shape(0, Set.of("--exit"), Set.of("--kill", "--port-base", "--data")),
            "up", new Arguments.Shape(0, Set.of("--simulator"), Set.of("--port-base", "--data")),
            "token", new Arguments.Shape(0, Set.of(), Set.of("--user", "--client", "--port-base")));

    private CommandLine() {}

    public static Command parse(List<String> line) {
        try {
            if (line.isEmpty()) {
                throw new MistakeException("There is no command.");
            }
            return command(line.getFirst(), line.subList(1, line.size()));
        } catch (MistakeException mistake) {
            return new Command.Mistaken(mistake.reason());
        }
    }

    private static Command command(String name, List<String> line) throws MistakeException {
        if (name.equals("user") || name.equals("client")) {
            return IdentityCommandLine.parse(name, line);
        }
        if (name.equals(LetterCommandLine.NAME)) {
            return LetterCommandLine.parse(line);
        }
        Arguments.Shape shape = SHAPES.get(name);
        if (shape == null) {
            throw new MistakeException("There is no command " + name + ".");
        }
        Arguments arguments = Arguments.parse(line, shape);
        return switch (name) {
            case "demo" -> new Command.Demo(place(arguments), arguments.has("--exit"), kill(arguments));
            case "up" -> new Command.Up(place(arguments), arguments.has("--simulator"));
            default -> new Command.Token(ports(arguments), holder(arguments));
        };
    }

    private static Command.Place place(Arguments arguments) throws MistakeException {
        return new Command.Place(ports(arguments), data(arguments));
    }

    static Optional<Path> data(Arguments arguments) throws MistakeException {
        try {
            return arguments.find("--data").map(Path::of);
        } catch (InvalidPathException malformed) {
            throw new MistakeException("--data must be a folder.");
        }
    }

    private static Command.Holder holder(Arguments arguments) throws MistakeException {
        Optional<String> client = arguments.find("--client");
        Optional<String> user = arguments.find("--user");
        if (user.isEmpty()) {
            return new Command.Holder.Client(
                    client.orElseThrow(() -> new MistakeException("One of --user and --client is missing.")));
        }
        return new Command.Holder.User(user.get(), client.isEmpty() ? Optional.empty() : signIn(client.get()));
    }

    private static Optional<SignInClient> signIn(String id) throws MistakeException {
        return Optional.of(SignInClient.named(id)
                .orElseThrow(
                        () -> new MistakeException("Nobody signs in with " + id + "; choose family-app or office.")));
    }

    private static List<Service> kill(Arguments arguments) throws MistakeException {
        List<Service> services = new ArrayList<>();
        for (String name : arguments.all("--kill")) {
            Service service = Service.named(name)
                    .orElseThrow(() -> new MistakeException("There is no service " + name + "; choose one of "
                            + String.join(", ", Service.shortNames()) + "."));
            if (services.contains(service)) {
                throw new MistakeException("The option --kill names " + name + " twice.");
            }
            services.add(service);
        }
        return services;
    }

    static Ports ports(Arguments arguments) throws MistakeException {
        String number = arguments.find("--port-base").orElse(Integer.toString(Ports.DEFAULT_BASE));
        try {
            return new Ports(Integer.parseInt(number));
        } catch (NumberFormatException noNumber) {
            throw new MistakeException("--port-base must be a number, not " + number + ".");
        } catch (IllegalArgumentException outOfRange) {
            throw new MistakeException("--port-base " + outOfRange.getMessage() + ".");
        }
    }
}
