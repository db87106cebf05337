package org.belltower.local.app.line;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.IdentityChange;
import org.belltower.local.suite.issuer.Scopes;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;

/// Reads the arguments of `user` and `client`.
final class IdentityCommandLine {
    private static final String EVENTS = "events.write";
    /// Fit for a terminal, a form and HTTP's Basic scheme, which a colon would end (RFC 7617).
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Arguments.Shape NAME_ONLY = new Arguments.Shape(1, Set.of(), Set.of("--data"));
    private static final Map<String, Arguments.Shape> SHAPES = Map.of(
            "user add",
            new Arguments.Shape(1, Set.of(), Set.of("--person", "--district", "--group", "--scope", "--data")),
            "user password",
            NAME_ONLY,
            "user remove",
            NAME_ONLY,
            "client add",
            new Arguments.Shape(1, Set.of(), Set.of("--district", "--scope", "--source", "--data")),
            "client secret",
            NAME_ONLY,
            "client remove",
            NAME_ONLY);

    private static final Map<String, String> NEEDS = Map.of(
            "user", "user needs one of: add NAME, password NAME, remove NAME.",
            "client", "client needs one of: add NAME, secret NAME, remove NAME.");

    private IdentityCommandLine() {}

    /// @param command `user` or `client`
    static Command parse(String command, List<String> line) throws MistakeException {
        String needs = NEEDS.getOrDefault(command, "");
        if (line.isEmpty()) {
            throw new MistakeException(needs);
        }
        String what = command + " " + line.getFirst();
        Arguments.Shape shape = SHAPES.get(what);
        if (shape == null) {
            throw new MistakeException("There is no command " + what + "; " + needs);
        }
        Arguments arguments = Arguments.parse(line.subList(1, line.size()), shape);
        String name = arguments.needName();
        IdentityChange change = switch (what) {
            case "user add" -> new IdentityChange.AddPerson(person(fresh(name), arguments));
            case "user password" -> new IdentityChange.NewPassword(name);
            case "user remove" -> new IdentityChange.RemovePerson(name);
            case "client add" -> new IdentityChange.AddClient(client(fresh(name), arguments));
            case "client secret" -> new IdentityChange.NewSecret(name);
            default -> new IdentityChange.RemoveClient(name);
        };
        return new Command.Change(CommandLine.data(arguments), change);
    }

    private static String fresh(String name) throws MistakeException {
        if (!NAME.matcher(name).matches()) {
            throw new MistakeException("The name must be 1 to 64 letters, digits, dots, dashes, underscores or @, and "
                    + "begin with a letter or a digit.");
        }
        return name;
    }

    private static Identities.Person person(String name, Arguments arguments) throws MistakeException {
        Set<String> scopes = scopes(arguments);
        for (String scope : scopes) {
            if (!Scopes.OF_PEOPLE.contains(scope)) {
                throw new MistakeException("The scope " + scope + " is for programs alone; a user may have "
                        + String.join(", ", Scopes.OF_PEOPLE) + ".");
            }
        }
        return new Identities.Person(
                name,
                district(arguments.find("--district").orElse(Command.Up.DISTRICT)),
                id(arguments.need("--person")),
                arguments.all("--group"),
                scopes.isEmpty() ? Set.of(Scopes.DEVICES) : scopes);
    }

    private static Identities.Client client(String name, Arguments arguments) throws MistakeException {
        Set<String> scopes = scopes(arguments);
        if (scopes.isEmpty()) {
            throw new MistakeException("The option --scope is missing.");
        }
        String district = district(arguments.need("--district"));
        List<String> sources = arguments.all("--source");
        if (scopes.contains(EVENTS) && sources.isEmpty()) {
            throw new MistakeException("The option --source is missing: " + EVENTS + " is for the sources it names.");
        }
        return new Identities.Client(name, district, scopes, sources);
    }

    private static Set<String> scopes(Arguments arguments) throws MistakeException {
        for (String scope : arguments.all("--scope")) {
            if (!Scopes.ALL.contains(scope)) {
                throw new MistakeException(
                        "There is no scope " + scope + "; choose from " + String.join(", ", Scopes.ALL) + ".");
            }
        }
        return new LinkedHashSet<>(arguments.all("--scope"));
    }

    private static String district(String id) throws MistakeException {
        try {
            return new DistrictId(id).value();
        } catch (InvalidFieldException refused) {
            throw new MistakeException("--district " + refused.rule() + ".");
        }
    }

    private static String id(String person) throws MistakeException {
        try {
            return new PersonId(person).value();
        } catch (InvalidFieldException refused) {
            throw new MistakeException("--person " + refused.rule() + ".");
        }
    }
}
