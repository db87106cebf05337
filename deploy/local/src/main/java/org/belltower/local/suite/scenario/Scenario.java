package org.belltower.local.suite.scenario;

import java.util.List;
import java.util.Map;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.suite.start.ProviderAccounts;
import org.belltower.local.suite.start.StudentSystem;

/// What is played on a suite: who takes part, how the services are set for it, and what happens once they are ready.
public interface Scenario {
    /// Who may ask the issuer for tokens.
    Identities identities();

    /// The accounts at Apple and Google that the simulator stands in for.
    ProviderAccounts accounts();

    /// The student information systems whose changes are captured.
    List<StudentSystem> studentSystems();

    /// What the services are told besides where everything is: environment variables per service.
    ///
    /// @param folders of this run, for settings that name files
    Map<Service, Map<String, String>> settings(SuiteFolders folders);

    /// Plays it. Blocks until it is over; interrupted when the run is to end.
    ScenarioResult play(RunningSuite suite) throws InterruptedException;
}
