package org.belltower.local.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.local.process.FileFailure;
import org.belltower.local.suite.IdentityChange;
import org.belltower.local.suite.IssuerFile;
import org.belltower.local.suite.UnusableFileException;

/// `user` and `client`: one change in the issuer's file of `up`, whether `up` runs or not.
record ChangeRun(IssuerFile issuer, IdentityChange change, Screen screen) {
    private static final int MISTAKE = 2;

    static ChangeRun of(Command.Change command, Path home, Screen screen) {
        return new ChangeRun(
                UpRun.issuerFile(RunParts.folders(home, command.data(), UpRun.NAME)), command.change(), screen);
    }

    /// @return the status with which this program ends
    int run() {
        if (!issuer.exists()) {
            return refuse(
                    1,
                    "There is no " + Screen.shown(issuer.file()) + " yet. Start ./belltower up once, with the "
                            + "same --data if any.");
        }
        try {
            return switch (issuer.change(change)) {
                case IdentityChange.Result.Drawn(String secret) -> {
                    screen.tell(drawn(secret));
                    yield 0;
                }
                case IdentityChange.Result.Removed() -> {
                    screen.tell("Removed " + change.name() + ". Tokens that it has are good until they expire, for an "
                            + "hour at most.");
                    yield 0;
                }
                case IdentityChange.Result.Refused(String reason) -> refuse(MISTAKE, reason);
            };
        } catch (UnusableFileException unusable) {
            return refuse(1, unusable.reason() + ".");
        } catch (UncheckedIOException failure) {
            return refuse(1, FileFailure.sentence(failure) + ".");
        }
    }

    private int refuse(int status, String reason) {
        screen.refused(List.of(reason));
        return status;
    }

    private String drawn(String secret) {
        Optional<String> who = switch (change) {
            case IdentityChange.AddPerson _, IdentityChange.NewPassword _ -> Optional.of("user");
            case IdentityChange.AddClient _, IdentityChange.NewSecret _ -> Optional.of("client");
            case IdentityChange.RemovePerson _, IdentityChange.RemoveClient _ -> Optional.empty();
        };
        return "Shown only now; " + Screen.shown(issuer.file()) + " keeps a hash of it:\n\n  "
                + String.format(Locale.ROOT, "%-7s %-15s %s", who.orElse(""), change.name(), secret);
    }
}
