package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Tool;

/// A school.
///
/// @param zone where its days begin and end
/// @param displayOptions the tools that are enabled (A10)
/// @param contactPreferences the categories whose push switch is on (A11)
public record School(String name, ZoneId zone, Set<Tool> displayOptions, Set<Category> contactPreferences) {
    public School {
        InvalidFieldException.text("name", name, 255);
        required("zone", zone);
        displayOptions = Collections.unmodifiableSet(new TreeSet<>(required("displayOptions", displayOptions)));
        contactPreferences =
                Collections.unmodifiableSet(new TreeSet<>(required("contactPreferences", contactPreferences)));
    }
}
