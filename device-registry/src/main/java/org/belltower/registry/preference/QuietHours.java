package org.belltower.registry.preference;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// When a person wants to be left alone each day: overnight if it ends at an earlier time than it begins.
///
/// @param to excluded (I-44)
/// @param zone where the times are meant; null: at the school
public record QuietHours(
        @JsonFormat(pattern = "HH:mm") LocalTime from,
        @JsonFormat(pattern = "HH:mm") LocalTime to,
        @Nullable ZoneId zone) {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    public QuietHours {
        required("from", from);
        required("to", to);
        if (from.equals(to)) {
            throw new InvalidFieldException("to", "must not be the same as from");
        }
        if (zone != null && !ZONES.contains(zone.getId())) {
            throw new InvalidFieldException("zone", "must be a time zone such as America/Chicago");
        }
    }
}
