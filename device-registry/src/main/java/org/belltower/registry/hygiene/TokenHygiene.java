package org.belltower.registry.hygiene;

import java.time.Instant;
import java.util.Collection;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Result;

/// Retires tokens on proof, and those that are refused again and again. Blocks.
public interface TokenHygiene {
    /// A provider told that a token is dead. May be repeated: a second time there is nothing left to retire.
    ///
    /// @param told when we heard of it
    /// @throws RuntimeException if it cannot be settled for now
    Retirement died(DistrictId district, DeviceId device, Result.TokenDead proof, Instant told);

    /// A provider did not take a token, which proves nothing yet. May be repeated: what is told of one moment
    /// counts once.
    ///
    /// @param recent how pushes to devices of the district ended lately, by the same provider
    /// @throws RuntimeException if it cannot be settled for now
    Retirement rejected(DistrictId district, DeviceId device, Rejection rejection, RecentEnds.Lately recent);

    /// A provider took pushes: of their devices nothing is suspected any more. May be repeated.
    ///
    /// @return how many were suspect
    /// @throws RuntimeException if it cannot be settled for now; some may be
    int accepted(Collection<Acceptance> acceptances);

    /// A provider took a push to the device.
    record Acceptance(DistrictId district, DeviceId device, Instant at) {}
}
