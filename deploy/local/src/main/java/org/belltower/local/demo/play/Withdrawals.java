package org.belltower.local.demo.play;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.Choice;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.local.demo.drive.SuiteHttp;
import org.belltower.local.demo.load.Choices;
import org.belltower.local.demo.load.RosterItems;
import org.belltower.local.demo.provider.HeldPush;
import org.belltower.local.suite.scenario.RunningSuite;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;

/// Takes rights away as those do who may: a person on the phone, the office in the register. May be repeated.
final class Withdrawals {
    private final SuiteHttp http;
    private final URI registry;
    private final FirstDay day;
    private final RunningSuite suite;
    private final Instant start;

    /// @param start from which the days are counted
    Withdrawals(SuiteHttp http, URI registry, FirstDay day, RunningSuite suite, Instant start) {
        this.http = http;
        this.registry = registry;
        this.day = day;
        this.suite = suite;
        this.start = start;
    }

    /// Blocks until device-registry has answered that the right to this push is gone.
    ///
    /// @throws PlayFailedException if it does not answer that
    void take(HeldPush push) throws InterruptedException {
        District district = day.district(push.phone().district());
        DeviceId device = push.phone().device();
        PersonId user = district.user(device);
        switch (push.withdrawal()) {
            case null -> throw new IllegalArgumentException("the right of " + push.phone() + " stands");
            case LOGGED_OUT -> call("POST", person(district.id(), user), Map.of(), "devices", device, "logout");
            case OPTED_OUT ->
                call(
                        "PUT",
                        person(district.id(), user),
                        Choices.ofDevice(Map.of(push.change().category(), Choice.OFF), true),
                        "devices",
                        device,
                        "preferences");
            case PORTAL_OFF -> {
                StudentId student = push.change().student();
                Family.Relationship was = district.relationship(user, student).orElseThrow();
                Family.Relationship now = new Family.Relationship(
                        false, was.restricted(), was.starts(), was.ends(), was.officeMayWrite());
                call(
                        "PUT",
                        suite.clientToken(FirstDayScenario.office(district.id())),
                        new RosterItems(district, start).relationship(student, now),
                        "students",
                        student,
                        "guardians",
                        user);
            }
        }
    }

    private String person(DistrictId district, PersonId user) throws InterruptedException {
        return suite.personToken(FirstDayScenario.username(district, user));
    }

    private void call(String method, String token, Object body, Object... path) throws InterruptedException {
        http.require(SuiteHttp.Call.json(method, SuiteHttp.address(registry, List.of(path)), token, body));
    }
}
