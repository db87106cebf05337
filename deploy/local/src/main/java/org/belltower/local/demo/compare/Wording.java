package org.belltower.local.demo.compare;

import org.belltower.local.demo.day.District;
import org.belltower.local.demo.day.Family;
import org.belltower.model.DeviceId;

/// How whoever is signed in on a device is to be told.
///
/// @param language the person's, else the district's
/// @param detail whether both consent to it
/// @param correction whether it corrects what was told before
record Wording(String language, boolean detail, boolean correction) {
    static Wording on(District district, DeviceId device, boolean correction) {
        District.PortalOptions options = district.options();
        Family.Preferences chosen = district.preferences(district.user(device)).orElse(null);
        String language = chosen == null ? null : chosen.language();
        if (language == null) {
            language = options == null ? "en" : options.defaultLanguage();
        }
        boolean detail = options != null && options.detailPermitted() && chosen != null && chosen.detail();
        return new Wording(language, detail, correction);
    }
}
