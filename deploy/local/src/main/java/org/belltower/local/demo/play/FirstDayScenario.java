package org.belltower.local.demo.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.day.FirstDay.App;
import org.belltower.local.demo.file.FirstDayFiles;
import org.belltower.local.demo.sample.SampleDay;
import org.belltower.local.demo.sis.DatabaseRecords;
import org.belltower.local.demo.sis.Registers;
import org.belltower.local.demo.sis.StudentRecords;
import org.belltower.local.suite.issuer.Identities;
import org.belltower.local.suite.issuer.Identities.Client;
import org.belltower.local.suite.issuer.Identities.Person;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.place.SuiteFolders;
import org.belltower.local.suite.scenario.RunningSuite;
import org.belltower.local.suite.scenario.Scenario;
import org.belltower.local.suite.scenario.ScenarioResult;
import org.belltower.local.suite.start.ProviderAccounts;
import org.belltower.local.suite.start.SimulatedApp;
import org.belltower.local.suite.start.StudentSystem;
import org.belltower.local.suite.start.SuiteProcesses;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;

/// The first day as what `demo` plays.
public final class FirstDayScenario implements Scenario {
    private static final String TEAM = "BELLTOWER1";
    private static final String KEY = "FIRSTDAY01";
    static final String OPERATOR = "operator";
    private static final Set<String> OFFICE = Set.of(
            "roster.read",
            "roster.write",
            "settings.read",
            "settings.write",
            "rights.read",
            "rights.write",
            "audit.read",
            "explanations.read");

    /// Whoever is unknown when the day begins remains so.
    private static final String UNKNOWN_STUDENTS_WAIT = "PT3S";

    private final FirstDay day = SampleDay.after(FirstDayFiles.load());

    @Override
    public Identities identities() {
        List<Client> clients = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        clients.add(
                new Client(OPERATOR, day.districts().getFirst().id().value(), Set.of("operations.read"), List.of()));
        for (District district : day.districts()) {
            String id = district.id().value();
            clients.add(new Client(office(district.id()), id, OFFICE, List.of()));
            district.producers()
                    .forEach((client, sources) -> clients.add(new Client(client, id, Set.of("events.write"), sources)));
            district.people()
                    .forEach(person -> people.add(new Person(
                            username(district.id(), person), id, person.value(), List.of(), Set.of("devices"))));
        }
        return new Identities(clients, people);
    }

    @Override
    public ProviderAccounts accounts() {
        return app().accounts();
    }

    @Override
    public List<StudentSystem> studentSystems() {
        return Registers.districts(day).stream()
                .map(district -> new StudentSystem(district.id(), Registers.content(day, district)))
                .toList();
    }

    @Override
    public Map<Service, Map<String, String>> settings(SuiteFolders folders) {
        return Map.of(
                Service.DISPATCHER,
                app().dispatcherSettings(folders.of(SuiteProcesses.SIMULATOR)),
                Service.RULES_EVALUATOR,
                Map.of("BELLTOWER_RULES_AUDIENCE_TIMEOUT", UNKNOWN_STUDENTS_WAIT));
    }

    private SimulatedApp app() {
        App app = day.app();
        return new SimulatedApp(
                app.id().value(),
                TEAM,
                KEY,
                app.apns().topic(),
                app.apns().environment().toLowerCase(Locale.ROOT),
                app.fcm().project());
    }

    @Override
    public ScenarioResult play(RunningSuite suite) throws InterruptedException {
        try (StudentRecords records = new DatabaseRecords(suite::studentSystem)) {
            return new FirstDayPlay(day, suite, records).play();
        }
    }

    /// The client of a district's office.
    static String office(DistrictId district) {
        return district + "-office";
    }

    /// What a person types: ids of people are not unique across districts.
    static String username(DistrictId district, PersonId person) {
        return person + "@" + district;
    }
}
