package org.belltower.local.app.line;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.local.deadletter.kafka.KafkaAccess;
import org.belltower.local.suite.issuer.IdentityChange;
import org.belltower.local.suite.issuer.SignInClient;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;

/// What was asked for on the command line.
public sealed interface Command {
    /// What both runs have.
    ///
    /// @param data empty for `.belltower` in the checkout
    record Place(Ports ports, Optional<Path> data) {}

    /// The sample district.
    ///
    /// @param exit whether to end after the comparison
    /// @param kill what to kill midway, one after the other
    record Demo(Place place, boolean exit, List<Service> kill) implements Command {
        public Demo {
            kill = List.copyOf(kill);
        }
    }

    /// The empty suite.
    ///
    /// @param simulator whether it sends to the simulator
    record Up(Place place, boolean simulator) implements Command {
        /// Of the credentials that are made first, and of whoever is added without another.
        public static final String DISTRICT = "local";
    }

    /// Who may ask the issuer of `up` for tokens.
    ///
    /// @param data empty for `.belltower` in the checkout
    record Change(Optional<Path> data, IdentityChange change) implements Command {}

    /// An access token of the local issuer.
    record Token(Ports ports, Holder holder) implements Command {}

    /// What nobody could use, in whichever Kafka.
    record DeadLetters(KafkaAccess kafka, LetterTask task) implements Command {}

    /// Whose token it is. The password or secret comes on standard input.
    sealed interface Holder {
        /// @param by what to sign in with; empty for whichever gives that user a right
        record User(String username, Optional<SignInClient> by) implements Holder {}

        record Client(String id) implements Holder {}
    }

    /// What stands there cannot be done.
    ///
    /// @param reason a sentence
    record Mistaken(String reason) implements Command {}
}
