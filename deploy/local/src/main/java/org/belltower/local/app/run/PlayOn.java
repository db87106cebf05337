package org.belltower.local.app.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Secrets;
import org.belltower.local.suite.place.SuiteFolders;

/// How somebody goes on with a demo that stays up: the credentials of its clients and people, which are new each time
/// and good for nothing else, in a file that only its owner may read.
final class PlayOn {
    private PlayOn() {}

    static Path file(SuiteFolders folders) {
        return folders.data().resolve("credentials");
    }

    /// One `name secret` a line.
    static void write(SuiteFolders folders, Identities identities, IssuerFile.Credentials credentials) {
        StringBuilder text = new StringBuilder("# Clients of this demo: ./belltower token --client NAME\n");
        for (Identities.Client client : identities.clients()) {
            text.append("# ").append(rights(client.district(), client.scopes())).append('\n');
            line(text, client.id(), credentials.secrets().getOrDefault(client.id(), ""));
        }
        text.append("\n# People of this demo: ./belltower token --user NAME\n");
        for (Identities.Person person : identities.people()) {
            line(text, person.username(), credentials.passwords().getOrDefault(person.username(), ""));
        }
        Secrets.write(file(folders), text.toString());
    }

    private static String rights(String district, Set<String> scopes) {
        return district + ": " + String.join(", ", new TreeSet<>(scopes));
    }

    private static void line(StringBuilder text, String name, String secret) {
        text.append(name).append(' ').append(secret).append('\n');
    }

    /// What to type for a token of each client of the first person's district, and of that person.
    static List<String> told(SuiteFolders folders, Ports ports, Identities identities) {
        Identities.Person person = identities.people().getFirst();
        List<String> lines = new ArrayList<>();
        lines.add("\nTo play on, the credentials of this demo are in " + Screen.shown(file(folders))
                + ". For an access token:\n");
        Stream.concat(
                        identities.clients().stream()
                                .filter(client -> client.district().equals(person.district()))
                                .map(client -> command(folders, ports, "--client", client.id())),
                        Stream.of(command(folders, ports, "--user", person.username())))
                .forEach(lines::add);
        lines.add("");
        return lines;
    }

    private static String command(SuiteFolders folders, Ports ports, String option, String name) {
        String base = ports.base() == Ports.DEFAULT_BASE ? "" : " --port-base " + ports.base();
        return "  sed -n 's/^" + name + " //p' " + Screen.shown(file(folders)) + " | ./belltower token " + option + " "
                + name + base;
    }
}
