package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;

/// The categories whose push switch is on in a school (A11).
public record ContactPreferences(Set<Category> contactPreferences) {
    public ContactPreferences {
        contactPreferences =
                Collections.unmodifiableSet(new TreeSet<>(required("contactPreferences", contactPreferences)));
    }
}
