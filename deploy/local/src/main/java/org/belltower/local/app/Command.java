package org.belltower.local.app;

import java.nio.file.Path;
import java.util.Optional;
import org.belltower.local.suite.Ports;
import org.belltower.local.suite.Service;

/// What was asked for on the command line.
public sealed interface Command {
    /// What both runs have.
    ///
    /// @param data empty for `.belltower` in the checkout
    record Place(Ports ports, Optional<Path> data) {}

    /// The sample district.
    ///
    /// @param exit whether to end after the comparison
    /// @param kill what to kill midway
    record Demo(Place place, boolean exit, Optional<Service> kill) implements Command {}

    /// The empty suite.
    ///
    /// @param simulator whether it sends to the simulator
    record Up(Place place, boolean simulator) implements Command {}

    /// What stands there cannot be done.
    ///
    /// @param reason a sentence
    record Mistaken(String reason) implements Command {}
}
