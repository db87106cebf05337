package org.belltower.local.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.play.FirstDayScenario;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.SuiteFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayOnTest {
    private static final Identities IDENTITIES = new Identities(
            List.of(
                    new Identities.Client("north-office", "north", Set.of("roster.read"), List.of()),
                    new Identities.Client("south-office", "south", Set.of("roster.read"), List.of())),
            List.of(new Identities.Person("ana@north", "north", "ana", List.of(), Set.of("devices"))));
    private static final IssuerFile.Credentials CREDENTIALS = new IssuerFile.Credentials(
            Map.of("north-office", "n0rth", "south-office", "s0uth"), Map.of("ana@north", "pa55"));

    @Test
    void the_credentials_are_one_a_line_for_their_owner_only(@TempDir Path folder) throws IOException {
        SuiteFolders folders = SuiteFolders.of(folder, folder, "demo");
        PlayOn.write(folders, IDENTITIES, CREDENTIALS);
        assertThat(Files.readAllLines(PlayOn.file(folders)))
                .contains("north-office n0rth", "south-office s0uth", "ana@north pa55");
        assertThat(Files.getPosixFilePermissions(PlayOn.file(folders)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void the_person_that_is_printed_for_the_first_day_is_a_guardian(@TempDir Path folder) {
        SuiteFolders folders = SuiteFolders.of(folder, folder, "demo");
        assertThat(PlayOn.told(folders, new Ports(20_000), new FirstDayScenario().identities()))
                .anyMatch(line -> line.contains(" --user rosa-ruiz@maple-valley "));
    }

    @Test
    void what_is_printed_names_the_file_and_no_secret(@TempDir Path folder) {
        SuiteFolders folders = SuiteFolders.of(folder, folder, "demo");
        assertThat(PlayOn.told(folders, new Ports(20_000), IDENTITIES))
                .contains(
                        "  sed -n 's/^north-office //p' " + PlayOn.file(folders)
                                + " | ./belltower token --client north-office --port-base 20000",
                        "  sed -n 's/^ana@north //p' " + PlayOn.file(folders)
                                + " | ./belltower token --user ana@north --port-base 20000")
                .noneMatch(line -> line.contains("south-office"));
    }
}
