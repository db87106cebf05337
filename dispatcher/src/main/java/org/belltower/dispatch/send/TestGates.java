package org.belltower.dispatch.send;

import java.util.Optional;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Reason;
import org.belltower.model.push.Push;
import org.belltower.model.settings.DistrictSettings;

/// The one gate of a test push besides those of its device: the district's switch (A1). It is about no student, school
/// or category.
///
/// Pure.
final class TestGates {
    private TestGates() {}

    static Optional<Objection> check(Push push, SettingsView settings) {
        Optional<DistrictSettings> district = settings.district(push.district());
        if (district.isEmpty()) {
            return Optional.of(new Objection.NotKnown(Reason.DISTRICT_UNKNOWN));
        }
        return district.get().isOnFor(push.waitsSince())
                ? Optional.empty()
                : Optional.of(new Objection.Denied(Reason.DISTRICT_OFF));
    }
}
