package org.belltower.rules.fanout;

import org.belltower.rules.attendance.AttendanceDay;
import org.belltower.rules.trigger.ItemMemory;
import org.jspecify.annotations.Nullable;

/// What is known before an event is decided, of an item that it calls otherwise by the name that it has now.
///
/// @param item of its item; null if there is nothing
/// @param day of its student's attendance at the school on that day; null if nobody was told of it, or
/// it is no attendance
public record Remembered(
        @Nullable ItemMemory item, @Nullable AttendanceDay day) {}
