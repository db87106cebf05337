package org.belltower.registry.device;

import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.outcome.Result;

/// Retires tokens on proof.
@FunctionalInterface
public interface TokenHygiene {
    /// Blocks. May be repeated: a second time there is nothing left to retire.
    ///
    /// @throws RuntimeException if it cannot be settled for now
    Retirement retire(DistrictId district, DeviceId device, Result.TokenDead proof);
}
