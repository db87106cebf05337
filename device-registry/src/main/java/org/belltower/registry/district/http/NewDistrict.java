package org.belltower.registry.district.http;

import org.belltower.model.InvalidFieldException;
import org.belltower.registry.district.District;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a district is to be.
///
/// @param notifications must be left out: who writes the roster does not flip the master switch, and whoever
///     means to has to hear that this did not
public record NewDistrict(
        String name,
        boolean foodService,
        int activeYear,
        @Schema(hidden = true) @Nullable Object notifications) {
    public NewDistrict {
        if (notifications != null) {
            throw new InvalidFieldException("notifications", "is switched at /v1/push-notifications, and not here");
        }
    }

    District settings() {
        return new District(name, foodService, activeYear);
    }
}
