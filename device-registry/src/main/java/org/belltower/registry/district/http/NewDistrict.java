package org.belltower.registry.district.http;

import org.belltower.model.InvalidFieldException;
import org.belltower.registry.district.District;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a district is to be. The last five must be left out: who writes the roster neither flips the master switch nor
/// says what the portals are like, and whoever means to has to hear that this did not.
public record NewDistrict(
        String name,
        boolean foodService,
        int activeYear,
        @Schema(hidden = true) @Nullable Object notifications,
        @Schema(hidden = true) @Nullable Object mandatory,
        @Schema(hidden = true) @Nullable Object detailPermitted,
        @Schema(hidden = true) @Nullable Object defaultLanguage,
        @Schema(hidden = true) @Nullable Object guardiansOfAdults) {
    private static final String PORTAL_OPTION = "is put at /v1/district/portal-options, and not here";

    public NewDistrict {
        elsewhere("notifications", notifications, "is switched at /v1/push-notifications, and not here");
        elsewhere("mandatory", mandatory, PORTAL_OPTION);
        elsewhere("detailPermitted", detailPermitted, PORTAL_OPTION);
        elsewhere("defaultLanguage", defaultLanguage, PORTAL_OPTION);
        elsewhere("guardiansOfAdults", guardiansOfAdults, PORTAL_OPTION);
    }

    private static void elsewhere(String field, @Nullable Object value, String where) {
        if (value != null) {
            throw new InvalidFieldException(field, where);
        }
    }

    District settings() {
        return new District(name, foodService, activeYear);
    }
}
