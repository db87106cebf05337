package org.belltower.ingest.sis.mapping.yaml;

import org.belltower.ingest.sis.mapping.Spot;

/// Something that is wrong in a file: `springfield.yaml:14: there is no lookup "enrolment"`.
public record Mistake(Spot spot, String what) {
    @Override
    public String toString() {
        return spot + ": " + what;
    }
}
