package org.belltower.local.suite.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.model.DistrictId;

/// A suite that is ready, as a scenario sees it. Thread-safe.
public interface RunningSuite {
    /// Where everything listens.
    Ports ports();

    /// An access token of a client for itself, from the issuer. Blocks for one request; a new one at each call.
    ///
    /// @throws IllegalArgumentException if the scenario has no such client
    String clientToken(String clientId) throws InterruptedException;

    /// An access token of a person who has signed in on a phone: the issuer's login page, filled in, and the code
    /// that comes back. Blocks for three requests; a new one at each call.
    ///
    /// @throws IllegalArgumentException if the scenario has no such person
    String personToken(String username) throws InterruptedException;

    /// Opens the database of a district's student information system, as its owner. Blocks.
    ///
    /// @throws SQLException if it has none, or PostgreSQL does not answer
    Connection studentSystem(DistrictId district) throws SQLException;

    /// SIGKILL to that service; it is restarted at once. Returns when it has ended, not when it is back.
    void kill(Service service) throws InterruptedException;

    /// Blocks until that service is ready.
    ///
    /// @return false if it is not within that time
    boolean awaitReady(Service service, Duration within) throws InterruptedException;

    /// What that service has logged in this run, all of its lives one after the other.
    Path log(Service service);

    /// What is to be killed midway, one after the other (`--kill`); nothing if empty. The scenario knows when midway
    /// is.
    List<Service> toKill();

    /// Prints a line for the person who watches.
    void tell(String line);
}
