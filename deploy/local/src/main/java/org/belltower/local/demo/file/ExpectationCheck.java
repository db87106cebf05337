package org.belltower.local.demo.file;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.day.Family;
import org.belltower.local.demo.day.Withdrawal;
import org.belltower.model.DeviceId;
import org.belltower.model.StudentId;
import org.belltower.model.change.Change;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;

/// Checks that what is expected of an event is complete and about what exists. It does not judge whether it is right:
/// that is the hand's work, and no code here knows the rules.
final class ExpectationCheck {
    private final District district;
    private final String where;

    ExpectationCheck(District district, String where) {
        this.district = district;
        this.where = where;
    }

    /// @throws FirstDayException if it is not
    /// @throws MalformedMessageException if an event that must be accepted is not of its type
    void check(Body body, Expectation expected) throws MalformedMessageException {
        switch (expected) {
            case Expectation.Refused refused ->
                require(refused.status() >= 400 && refused.status() < 500, "a refusal is a 4xx");
            case Expectation.Told told -> candidates(told, change(body));
            case Expectation.Nobody(Set<Reason> reasons) -> {
                StudentId student = change(body).student();
                require(!reasons.isEmpty(), "there is no reason");
                require(
                        reasons.contains(Reason.NO_AUDIENCE)
                                != district.students().contains(student),
                        "NO_AUDIENCE is for students that are not in the district, and " + student + " is in question");
            }
        }
    }

    /// Checks that what is taken away can be, and that it is written down what follows.
    ///
    /// @throws FirstDayException if not
    /// @throws MalformedMessageException if the event is not of its type
    void meanwhile(Body body, Expectation expected, Map<DeviceId, Withdrawal> meanwhile)
            throws MalformedMessageException {
        if (meanwhile.isEmpty()) {
            return;
        }
        if (!(expected instanceof Expectation.Told told)) {
            throw new FirstDayException(where, "meanwhile goes with arrives");
        }
        StudentId student = change(body).student();
        Map<DeviceId, Family.Device> devices = district.devices();
        meanwhile.forEach((id, withdrawal) -> {
            Family.Device device = devices.get(id);
            require(
                    device != null && told.skipped().containsKey(id),
                    "meanwhile names " + id + ", which is not skipped");
            require(
                    device == null
                            || withdrawal != Withdrawal.PORTAL_OFF
                            || district.relationship(device.user(), student).isPresent(),
                    "the user of " + id + " has no relationship to " + student);
        });
    }

    private Change change(Body body) throws MalformedMessageException {
        return switch (body) {
            case Body.Event event -> ChangeCodec.change(event.attributes().getOrDefault("type", ""), event.data());
            case Body.Raw _ -> throw new FirstDayException(where, "what is raw must be refused");
        };
    }

    private void candidates(Expectation.Told told, Change change) {
        StudentId student = change.student();
        require(district.students().contains(student), "there is no student " + student);
        Set<DeviceId> said = known(told.arrives(), "arrives");
        for (DeviceId device : known(told.skipped().keySet(), "skipped")) {
            require(said.add(device), device + " both arrives and is skipped");
        }
        Set<DeviceId> candidates = district.candidates(student);
        require(
                said.equals(candidates),
                "the candidates for " + student + " are " + sorted(candidates) + ", not " + sorted(said));
    }

    private Set<DeviceId> known(Set<DeviceId> devices, String list) {
        Map<DeviceId, Family.Device> all = district.devices();
        devices.forEach(device -> require(all.containsKey(device), list + " names " + device + ", which is no device"));
        return new HashSet<>(devices);
    }

    private static Set<String> sorted(Set<DeviceId> devices) {
        Set<String> names = new TreeSet<>();
        devices.forEach(device -> names.add(device.value()));
        return names;
    }

    private void require(boolean right, String what) {
        FirstDayException.unless(right, where, what);
    }
}
