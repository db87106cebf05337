package org.belltower.model.outcome;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// What rules-evaluator made of one event: one record per event, with each candidate's fate (C2, I-2).
///
/// @param reason why nobody is told of the event, whoever they are; null if its candidates were looked at one by one
/// @param candidates every device of the student's audience, once; empty if there is a reason
public record Decision(
        DistrictId district,
        StudentId student,
        EventId event,
        Category category,
        Instant decided,
        @Nullable Reason reason,
        List<Candidate> candidates) {
    public Decision {
        required("district", district);
        required("student", student);
        required("event", event);
        required("category", category);
        required("decided", decided);
        candidates = List.copyOf(required("candidates", candidates));
        if (reason != null && !candidates.isEmpty()) {
            throw new IllegalArgumentException("an event that is told to nobody has no candidates");
        }
    }

    public RecordKey key() {
        return new RecordKey(district, student.value());
    }

    /// One (event, device).
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Pushed.class, name = "pushed"),
        @JsonSubTypes.Type(value = Skipped.class, name = "skipped")
    })
    public sealed interface Candidate {
        DeviceId device();

        PersonId person();
    }

    /// A push was written for the device; its outcome follows from the dispatcher.
    public record Pushed(DeviceId device, PersonId person, PushId push) implements Candidate {
        public Pushed {
            required("device", device);
            required("person", person);
            required("push", push);
        }
    }

    /// The device is not told, for one reason.
    public record Skipped(DeviceId device, PersonId person, Reason reason) implements Candidate {
        public Skipped {
            required("device", device);
            required("person", person);
            required("reason", reason);
        }
    }
}
