package org.belltower.model.push;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import org.belltower.model.Category;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.gate.Place;
import org.jspecify.annotations.Nullable;

/// Why a push exists, with what its right to leave depends on.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PushCause.ChangeCause.class, name = "change"),
    @JsonSubTypes.Type(value = PushCause.TestCause.class, name = "test")
})
public sealed interface PushCause {
    /// A change notification.
    ///
    /// @param audienceVersion the audience it was decided with; a revocation that is newer stops it
    /// @param place whose settings decide about it, also when it leaves
    /// @param until the last day of the relationship it was decided by; null: open, or the student's own
    /// @param accepted when event-ingest took the event: a district that was switched on later is off for it, also
    ///     when it leaves (A1); null in a push from before this was carried
    record ChangeCause(
            EventId event,
            Category category,
            StudentId student,
            long audienceVersion,
            Place place,
            @Nullable LocalDate until,
            @Nullable Instant accepted)
            implements PushCause {
        public ChangeCause {
            required("event", event);
            required("category", category);
            required("student", student);
            required("place", place);
        }
    }

    /// Somebody tries whether their device can be reached (B11). It is about no student: the district's switch, the
    /// session and the permission decide, nothing else does.
    record TestCause() implements PushCause {}
}
