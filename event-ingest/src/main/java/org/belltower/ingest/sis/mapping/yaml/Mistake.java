package org.belltower.ingest.sis.mapping.yaml;

import org.belltower.ingest.sis.mapping.Location;

/// Something that is wrong in a file: `springfield.yaml:14: there is no lookup "enrolment"`.
public record Mistake(Location location, String what) {
    @Override
    public String toString() {
        return location + ": " + what;
    }
}
