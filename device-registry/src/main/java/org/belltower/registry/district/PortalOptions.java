package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;

/// What a district's staff decide for the portals of all of its families. The roster neither says nor touches it.
///
/// @param mandatory the categories that are on for every device with Stay Logged In, whatever was chosen (A5,
///     I-43)
/// @param detailPermitted whether a change notification may carry detail to whoever consents (C7)
/// @param defaultLanguage of whoever chose none
/// @param guardiansOfAdults what becomes of guardians' access when their student is of age (I-5)
public record PortalOptions(
        Set<Category> mandatory,
        boolean detailPermitted,
        Language defaultLanguage,
        GuardiansOfAdults guardiansOfAdults) {
    public PortalOptions {
        mandatory = Collections.unmodifiableSet(new TreeSet<>(required("mandatory", mandatory)));
        required("defaultLanguage", defaultLanguage);
        required("guardiansOfAdults", guardiansOfAdults);
    }
}
