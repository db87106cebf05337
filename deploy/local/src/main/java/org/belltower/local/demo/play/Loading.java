package org.belltower.local.demo.play;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.drive.Patience;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.load.DistrictSetup;
import org.belltower.local.demo.load.PersonTokens;
import org.belltower.local.demo.load.PersonalPreferences;
import org.belltower.local.demo.load.PlatformTable;
import org.belltower.local.demo.load.RosterUpload;
import org.belltower.local.demo.load.SignIns;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.PhoneTokens;
import org.belltower.local.demo.provider.ReceivedPushes;
import org.belltower.local.suite.place.Ports;
import org.belltower.local.suite.place.Service;
import org.belltower.local.suite.scenario.RunningSuite;

/// Loads the districts of a day into a running suite as they come to be: first what the office says, then what people
/// say on their phones, then what the office decides about that: what is mandatory, and which phones are too old.
final class Loading {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final FirstDay day;
    private final RunningSuite suite;
    private final PhoneTokens tokens;
    private final Patience patience;
    private final Instant start;

    /// @param within how long a call may take, and what follows from one in device-registry
    Loading(FirstDay day, RunningSuite suite, PhoneTokens tokens, InstantSource clock, Duration within) {
        this.day = day;
        this.suite = suite;
        this.tokens = tokens;
        this.patience = new Patience(clock, LOOK, within);
        this.start = clock.instant();
    }

    /// Blocks until all is written.
    ///
    /// @throws PlayFailedException if anything is refused, naming it
    void load(SuiteHttp http, ReceivedPushes providers) throws InterruptedException {
        URI registry = Ports.http(suite.ports().service(Service.DEVICE_REGISTRY));
        RosterUpload upload =
                new RosterUpload(http, registry, "first-day-" + start.toEpochMilli(), patience, suite::tell);
        DistrictSetup setup = new DistrictSetup(http, registry, start, upload);
        PlatformTable platforms = new PlatformTable(http, registry, start, patience);
        PersonTokens people =
                new PersonTokens((of, person) -> suite.personToken(FirstDayScenario.username(of.id(), person)));
        SignIns signIns = new SignIns(http, registry, day.app(), tokens);
        PersonalPreferences preferences = new PersonalPreferences(http, registry, people);
        for (District district : day.districts()) {
            String office = suite.clientToken(FirstDayScenario.office(district.id()));
            setup.load(district, day.app(), office);
            platforms.write(district, office);
            giveOut(district, providers);
            signIns.load(district, people);
            preferences.load(district);
            setup.decide(district, office);
            platforms.raise(district, office);
            suite.tell("Loaded " + district.id() + ": " + district.students().size() + " students, "
                    + district.devices().size() + " devices");
        }
    }

    private void giveOut(District district, ReceivedPushes providers) throws InterruptedException {
        for (var device : district.devices().entrySet()) {
            providers.giveOut(
                    tokens.of(new Phone(district.id(), device.getKey())),
                    device.getValue().platform(),
                    day.app());
        }
    }
}
