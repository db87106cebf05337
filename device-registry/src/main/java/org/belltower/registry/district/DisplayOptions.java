package org.belltower.registry.district;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.Tool;

/// The tools that are enabled for a school (A10).
public record DisplayOptions(Set<Tool> displayOptions) {
    public DisplayOptions {
        displayOptions = Collections.unmodifiableSet(new TreeSet<>(required("displayOptions", displayOptions)));
    }
}
