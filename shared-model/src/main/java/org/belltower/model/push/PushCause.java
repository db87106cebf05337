package org.belltower.model.push;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.jspecify.annotations.Nullable;

/// Why a push exists, with what its right to leave depends on.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = PushCause.ChangeCause.class, name = "change"))
public sealed interface PushCause {
    /// A change notification.
    ///
    /// @param audienceVersion the audience it was decided with; a revocation that is newer stops it
    /// @param school null for a balance, which belongs to none
    /// @param calendar null for a balance, which belongs to none
    record ChangeCause(
            EventId event,
            Category category,
            StudentId student,
            long audienceVersion,
            @Nullable SchoolId school,
            @Nullable CalendarId calendar)
            implements PushCause {
        public ChangeCause {
            required("event", event);
            required("category", category);
            required("student", student);
        }
    }
}
