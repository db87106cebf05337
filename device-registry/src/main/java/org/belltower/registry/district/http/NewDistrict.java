package org.belltower.registry.district.http;

import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.registry.district.District;
import org.belltower.registry.district.Language;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a district is to be.
///
/// @param mandatory none if left out
/// @param detailPermitted not if left out
/// @param defaultLanguage English if left out
/// @param notifications must be left out: who writes the roster does not flip the master switch, and whoever
///     means to has to hear that this did not
public record NewDistrict(
        String name,
        boolean foodService,
        int activeYear,
        @Nullable Set<Category> mandatory,
        @Nullable Boolean detailPermitted,
        @Nullable Language defaultLanguage,
        @Schema(hidden = true) @Nullable Object notifications) {
    public NewDistrict {
        if (notifications != null) {
            throw new InvalidFieldException("notifications", "is switched at /v1/push-notifications, and not here");
        }
    }

    District settings() {
        return new District(
                name,
                foodService,
                activeYear,
                mandatory == null ? Set.of() : mandatory,
                Boolean.TRUE.equals(detailPermitted),
                defaultLanguage == null ? Language.EN : defaultLanguage);
    }
}
