package org.belltower.rules.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.SessionState;
import org.belltower.model.Tool;
import org.belltower.model.change.Origin;
import org.belltower.model.settings.AttendanceNotices;
import org.jspecify.annotations.Nullable;

/// Something that can happen to a district. Times are told from the moment when it happens.
public sealed interface Step {
    /// @param place where it stands in the log that it is of, by how long before it is posted that place was written;
    ///     null if it is of none. The clock by which its source says when it happened need not agree with that
    /// @param copy of which earlier event it is a copy, counted from the last; negative: it is none
    /// @param age how long before it is posted it happened
    record Event(
            Happening what,
            Origin origin,
            Becomes becomes,
            @Nullable Duration place,
            int copy,
            Duration age) implements Step {}

    record District(boolean on, @Nullable Duration switchedOn, boolean food, int year, Set<Category> mandatory)
            implements Step {}

    record School(String id, Set<Tool> displayed, Set<Category> contact, AttendanceNotices notices) implements Step {}

    record Calendar(String id, String school, int year, boolean excluded) implements Step {}

    /// @param newer whether its version is higher than all before
    record People(String student, boolean newer, Set<String> calendars, List<Guardian> guardians, List<Phone> phones)
            implements Step {}

    record Erased(String student) implements Step {}

    record Time(Duration passes) implements Step {}

    /// @param item of the category; what that is called, and what it is now, is made of two numbers
    record Happening(Category category, String student, String calendar, int item, int value) {
        Happening as(int other) {
            return new Happening(category, student, calendar, other, value);
        }
    }

    /// What becomes of the item.
    sealed interface Becomes {
        /// @param unchanged whether its source says that its value is what it was
        record There(boolean unchanged) implements Becomes {}

        /// It is there, and was called otherwise.
        ///
        /// @param former which item of the category it was
        record Renamed(int former, boolean unchanged) implements Becomes {}

        record Gone() implements Becomes {}
    }

    record Guardian(
            boolean portal,
            boolean restricted,
            @Nullable Integer starts,
            @Nullable Integer ends) {}

    record Phone(SessionState session, Map<Category, Choice> choices) {}

    /// @param below null: every change
    /// @param since how long ago it was made
    record Choice(@Nullable Integer below, Duration since) {}
}
