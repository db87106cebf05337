package org.belltower.local.app;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.run.RunParts;
import org.belltower.local.app.run.Screen;
import org.belltower.local.app.run.UpRun;
import org.belltower.local.process.FileFailure;
import org.belltower.local.suite.call.PersonSearch;
import org.belltower.local.suite.call.RegistryAccess;
import org.belltower.local.suite.call.SessionEnd;
import org.belltower.local.suite.issuer.Account;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.IdentityChange;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.issuer.Scopes;
import org.belltower.local.suite.issuer.UnusableFileException;

/// `user` and `client`: one change in the issuer's file of `up`, whether `up` runs or not.
record ChangeRun(IssuerFile issuer, IdentityChange change, Screen screen) {
    private static final int MISTAKE = 2;

    static ChangeRun of(Command.Change command, Path home, Screen screen) {
        return new ChangeRun(
                UpRun.issuerFile(RunParts.folders(home, command.data(), UpRun.NAME)), command.change(), screen);
    }

    /// @return the status with which this program ends
    int run() throws InterruptedException {
        if (!issuer.exists()) {
            return refuse(
                    1,
                    "There is no " + Screen.shown(issuer.file()) + " yet. Start ./belltower up once, with the "
                            + "same --data if any.");
        }
        try {
            Optional<Account> signedOut = signedOut();
            return switch (issuer.change(change)) {
                case IdentityChange.Result.Drawn(String secret) -> {
                    screen.tell(drawn(secret));
                    signOut(signedOut);
                    warnOfStranger();
                    yield 0;
                }
                case IdentityChange.Result.Removed() -> {
                    screen.tell("Removed " + change.name() + ". Tokens that it has are good until they expire, for an "
                            + "hour at most.");
                    signOut(signedOut);
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

    /// Whose sessions end with the change.
    private Optional<Account> signedOut() {
        return switch (change) {
            case IdentityChange.NewPassword _, IdentityChange.RemovePerson _ -> issuer.account(change.name());
            case IdentityChange.AddPerson _,
                    IdentityChange.AddClient _,
                    IdentityChange.NewSecret _,
                    IdentityChange.RemoveClient _ -> Optional.empty();
        };
    }

    private void signOut(Optional<Account> account) throws InterruptedException {
        if (account.isEmpty()) {
            return;
        }
        if (isSignedOut(account.get())) {
            screen.tell("\nSigned out on all devices; a token from before opens no session there any more.");
        } else {
            screen.refused(
                    List.of("Devices that are signed in stay so: the device-registry did not end the sessions. To "
                            + "end them while ./belltower up runs, POST /v1/people/"
                            + account.get().person()
                            + "/sign-out to it, with a token that has the right sessions.end."));
        }
    }

    private boolean isSignedOut(Account account) throws InterruptedException {
        Optional<RegistryAccess> access = RegistryAccess.of(issuer.file());
        return access.isPresent() && new SessionEnd(access.get()).of(account);
    }

    /// Whoever signs in on a phone and is not in the register by this id gets nothing, and nothing else says why.
    private void warnOfStranger() throws InterruptedException {
        if (!(change instanceof IdentityChange.AddPerson(Identities.Person person))
                || !person.scopes().contains(Scopes.DEVICES)) {
            return;
        }
        String register = "the register of the district " + person.district();
        switch (search(new Account(person.district(), person.person()))) {
            case KNOWN -> {}
            case UNKNOWN ->
                screen.refused(List.of("Nothing comes to " + person.username() + " yet: " + register
                        + " knows no guardian and no student by exactly the id " + person.person() + "."));
            case NONE ->
                screen.refused(List.of("Nothing comes to " + person.username() + " until " + register
                        + ", which could not be asked now, knows a guardian or a student by exactly the id "
                        + person.person() + "."));
        }
    }

    private PersonSearch.Answer search(Account account) throws InterruptedException {
        Optional<RegistryAccess> access = RegistryAccess.of(issuer.file());
        return access.isPresent() ? new PersonSearch(access.get()).of(account) : PersonSearch.Answer.NONE;
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
