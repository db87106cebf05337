package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;

/// A district's own settings, but for the [MasterSwitch].
///
/// @param foodService whether the district has food service at all (A3)
/// @param activeYear the Active Year, by the calendar year in which it ends: 2027 for 2026-27 (A8)
/// @param mandatory the categories that are on for every device with Stay Logged In, whatever was chosen (A5,
///     I-43)
/// @param detailPermitted whether a change notification may carry detail to whoever consents (C7)
/// @param defaultLanguage of whoever chose none
public record District(
        String name,
        boolean foodService,
        int activeYear,
        Set<Category> mandatory,
        boolean detailPermitted,
        Language defaultLanguage) {
    public District {
        InvalidFieldException.text("name", name, 255);
        Calendar.checkYear("activeYear", activeYear);
        mandatory = Collections.unmodifiableSet(new TreeSet<>(required("mandatory", mandatory)));
        required("defaultLanguage", defaultLanguage);
    }

    /// With nothing mandatory, without detail, in English.
    public District(String name, boolean foodService, int activeYear) {
        this(name, foodService, activeYear, Set.of(), false, Language.EN);
    }
}
