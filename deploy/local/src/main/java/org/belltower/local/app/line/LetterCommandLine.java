package org.belltower.local.app.line;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.local.deadletter.LetterFilter;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.local.deadletter.Since;
import org.belltower.local.deadletter.kafka.KafkaAccess;

/// Reads the arguments of `dead-letters`.
final class LetterCommandLine {
    static final String NAME = "dead-letters";

    private static final String NEEDS = NAME + " needs one of: list, show PLACE, replay PLACE... or --all.";
    private static final int SHOWN = 50;
    private static final int REPLAYED = 1_000;
    private static final Map<String, Arguments.Shape> SHAPES = Map.of(
            "list",
            new Arguments.Shape(
                    0,
                    Set.of(),
                    Set.of(
                            "--service",
                            "--reason",
                            "--topic",
                            "--since",
                            "--limit",
                            "--bootstrap-servers",
                            "--command-config",
                            "--port-base")),
            "show",
            new Arguments.Shape(1, Set.of("--value"), Set.of("--bootstrap-servers", "--command-config", "--port-base")),
            "replay",
            new Arguments.Shape(
                    REPLAYED,
                    Set.of("--all", "--again", "--yes"),
                    Set.of(
                            "--service",
                            "--reason",
                            "--topic",
                            "--since",
                            "--limit",
                            "--bootstrap-servers",
                            "--command-config",
                            "--port-base")));

    private LetterCommandLine() {}

    static Command parse(List<String> line) throws MistakeException {
        if (line.isEmpty()) {
            throw new MistakeException(NEEDS);
        }
        String what = line.getFirst();
        Arguments.Shape shape = SHAPES.get(what);
        if (shape == null) {
            throw new MistakeException("There is no command " + NAME + " " + what + "; " + NEEDS);
        }
        Arguments arguments = Arguments.parse(line.subList(1, line.size()), shape);
        LetterTask task = switch (what) {
            case "list" -> new LetterTask.Listing(filter(arguments), limit(arguments, SHOWN));
            case "show" -> show(arguments);
            default -> replay(arguments);
        };
        return new Command.DeadLetters(access(arguments), task);
    }

    private static LetterTask show(Arguments arguments) throws MistakeException {
        if (arguments.names().isEmpty()) {
            throw new MistakeException(NEEDS);
        }
        return new LetterTask.Showing(place(arguments.names().getFirst()), arguments.has("--value"));
    }

    private static LetterTask replay(Arguments arguments) throws MistakeException {
        LetterTask.Consent consent = new LetterTask.Consent(arguments.has("--again"), arguments.has("--yes"));
        LetterFilter filter = filter(arguments);
        if (arguments.has("--all")) {
            if (!arguments.names().isEmpty()) {
                throw new MistakeException("--all and places do not go together.");
            }
            return new LetterTask.ReplayingAll(filter, limit(arguments, REPLAYED), consent);
        }
        if (arguments.names().isEmpty()) {
            throw new MistakeException(NEEDS);
        }
        if (!filter.equals(LetterFilter.ALL) || arguments.find("--limit").isPresent()) {
            throw new MistakeException("Places say what is meant; filters go with --all.");
        }
        List<LetterPlace> places = new ArrayList<>();
        for (String name : arguments.names()) {
            LetterPlace place = place(name);
            if (!places.contains(place)) {
                places.add(place);
            }
        }
        return new LetterTask.Replaying(places, consent);
    }

    private static LetterPlace place(String text) throws MistakeException {
        return LetterPlace.parse(text)
                .orElseThrow(() ->
                        new MistakeException("A place is partition:offset, as list shows it: 3:17, not " + text + "."));
    }

    private static LetterFilter filter(Arguments arguments) throws MistakeException {
        Optional<String> since = arguments.find("--since");
        Optional<Since> from = since.flatMap(Since::parse);
        if (since.isPresent() && from.isEmpty()) {
            throw new MistakeException("--since must be a time such as 2026-11-23T08:00:00Z, or 90m, 24h or 7d.");
        }
        return new LetterFilter(
                arguments.find("--service"), arguments.find("--reason"), arguments.find("--topic"), from);
    }

    private static int limit(Arguments arguments, int usual) throws MistakeException {
        String limit = arguments.find("--limit").orElse(Integer.toString(usual));
        if (!limit.matches("[1-9][0-9]{0,4}")) {
            throw new MistakeException("--limit must be a number from 1 to 99999.");
        }
        return Integer.parseInt(limit);
    }

    private static KafkaAccess access(Arguments arguments) throws MistakeException {
        Optional<String> servers = arguments.find("--bootstrap-servers");
        try {
            return new KafkaAccess(
                    servers.isPresent()
                            ? servers.get()
                            : CommandLine.ports(arguments).kafkaBootstrap(),
                    arguments.find("--command-config").map(Path::of));
        } catch (InvalidPathException malformed) {
            throw new MistakeException("--command-config must be a file.");
        }
    }
}
