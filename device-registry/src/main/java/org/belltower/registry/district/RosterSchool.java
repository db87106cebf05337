package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.Tool;
import org.jspecify.annotations.Nullable;

/// A school as the roster tells it. What it leaves out is left to staff: it stays as it is, and begins empty.
///
/// @param zone where its days begin and end
/// @param displayOptions the tools that are enabled (A10)
/// @param contactPreferences the categories whose push switch is on (A11)
public record RosterSchool(
        String name,
        ZoneId zone,
        @Nullable Set<Tool> displayOptions,
        @Nullable Set<Category> contactPreferences) {
    public RosterSchool {
        InvalidFieldException.text("name", name, 255);
        required("zone", zone);
        displayOptions = displayOptions == null ? null : Collections.unmodifiableSet(new TreeSet<>(displayOptions));
        contactPreferences =
                contactPreferences == null ? null : Collections.unmodifiableSet(new TreeSet<>(contactPreferences));
    }
}
