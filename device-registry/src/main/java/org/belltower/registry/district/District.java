package org.belltower.registry.district;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;

/// A district's own settings.
///
/// @param notifications "Enable Push Notifications", the master switch (A1)
/// @param foodService whether the district has food service at all (A3)
/// @param activeYear the Active Year, by the calendar year in which it ends: 2027 for 2026-27 (A8)
/// @param mandatory the categories that are on for every device with Stay Logged In, whatever was chosen (A5,
///     I-43); none if left out
/// @param detailPermitted whether a change notification may carry detail to whoever consents (C7); not if
///     left out
/// @param defaultLanguage of whoever chose none; English if left out
public record District(
        String name,
        boolean notifications,
        boolean foodService,
        int activeYear,
        Set<Category> mandatory,
        Boolean detailPermitted,
        Language defaultLanguage) {
    public District {
        InvalidFieldException.text("name", name, 255);
        Calendar.checkYear("activeYear", activeYear);
        mandatory = mandatory == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(mandatory));
        detailPermitted = detailPermitted != null && detailPermitted;
        defaultLanguage = defaultLanguage == null ? Language.EN : defaultLanguage;
    }

    /// With what is so if left out.
    public District(String name, boolean notifications, boolean foodService, int activeYear) {
        this(name, notifications, foodService, activeYear, Set.of(), false, Language.EN);
    }
}
