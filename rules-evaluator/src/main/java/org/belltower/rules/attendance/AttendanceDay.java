package org.belltower.rules.attendance;

import static org.belltower.model.InvalidFieldException.required;

import java.util.HashMap;
import java.util.Map;
import org.belltower.model.CalendarId;
import org.belltower.model.DeviceId;
import org.belltower.rules.compose.Kind;

/// What devices were told of one student's attendance at one school on one day.
///
/// @param calendar whose end ends this memory
/// @param told those that were told anything
public record AttendanceDay(CalendarId calendar, Map<DeviceId, Told> told) {
    public AttendanceDay {
        required("calendar", calendar);
        told = Map.copyOf(required("told", told));
    }

    /// What one device was told.
    ///
    /// @param item the record of one period that it was told of
    /// @param corrected whether it was told since that the record is another
    public record Told(String item, boolean corrected) {
        public Told {
            required("item", item);
        }
    }

    static AttendanceDay empty(CalendarId calendar) {
        return new AttendanceDay(calendar, Map.of());
    }

    /// Once a record is called otherwise, as when the period was mistaken.
    public AttendanceDay renamed(String from, String to) {
        Map<DeviceId, Told> all = new HashMap<>(told);
        all.replaceAll((_, known) -> known.item().equals(from) ? new Told(to, known.corrected()) : known);
        return new AttendanceDay(calendar, all);
    }

    /// Once more devices were told of a record.
    AttendanceDay with(String item, Map<DeviceId, Kind> tellings) {
        Map<DeviceId, Told> all = new HashMap<>(told);
        tellings.forEach((device, kind) -> all.put(device, new Told(item, kind == Kind.UPDATE)));
        return new AttendanceDay(calendar, all);
    }
}
