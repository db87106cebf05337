package org.belltower.local.suite.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.belltower.local.suite.call.Tokens;
import org.belltower.local.suite.issuer.IssuerFile;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.start.SuiteProcesses;
import org.belltower.local.supervise.Supervisor;
import org.belltower.model.DistrictId;

/// The suite of this run.
public final class LocalSuite implements RunningSuite {
    private final SuiteProcesses processes;
    private final Supervisor supervisor;
    private final Tokens tokens;
    private final List<Service> toKill;
    private final Consumer<String> screen;

    public LocalSuite(
            SuiteProcesses processes,
            Supervisor supervisor,
            IssuerFile.Credentials credentials,
            List<Service> toKill,
            Consumer<String> screen) {
        this.processes = processes;
        this.supervisor = supervisor;
        this.tokens = new Tokens(Ports.http(processes.ports().issuer()), credentials);
        this.toKill = List.copyOf(toKill);
        this.screen = screen;
    }

    @Override
    public Ports ports() {
        return processes.ports();
    }

    @Override
    public String clientToken(String clientId) throws InterruptedException {
        return tokens.ofClient(clientId);
    }

    @Override
    public String personToken(String username) throws InterruptedException {
        return tokens.ofPerson(username);
    }

    @Override
    public Connection studentSystem(DistrictId district) throws SQLException {
        return processes.systems().open(processes.ports(), district);
    }

    @Override
    public void kill(Service service) throws InterruptedException {
        supervisor.kill(service.module());
    }

    @Override
    public boolean awaitReady(Service service, Duration within) throws InterruptedException {
        return supervisor.awaitReady(service.module(), within);
    }

    @Override
    public Path log(Service service) {
        return processes.folders().log(service);
    }

    @Override
    public List<Service> toKill() {
        return toKill;
    }

    @Override
    public void tell(String line) {
        screen.accept(line);
    }
}
