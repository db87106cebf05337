package org.belltower.dispatch.history.explanation;

import java.util.stream.Stream;
import org.belltower.model.DeviceId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.StudentId;
import org.jspecify.annotations.Nullable;

/// Of what an explanation is asked for.
public sealed interface About {
    /// @param client who sent it; null if that is not known
    record OfEvent(@Nullable String client, String source, String id) implements About {
        private static final int LONGEST = 255;
        private static final int LONGEST_SOURCE = 512;

        public OfEvent {
            if (client != null) {
                InvalidFieldException.text("client", client, LONGEST);
            }
            InvalidFieldException.text("source", source, LONGEST_SOURCE);
            InvalidFieldException.text("id", id, LONGEST);
        }
    }

    record OfDevice(DeviceId device) implements About {}

    record OfStudent(StudentId student) implements About {}

    /// The one thing that was asked for; what was not given is null.
    ///
    /// @throws InvalidFieldException naming the parameter that is wrong, missing or one too many
    static About of(
            @Nullable String client,
            @Nullable String source,
            @Nullable String id,
            @Nullable String device,
            @Nullable String student) {
        boolean event = source != null || id != null || client != null;
        if (Stream.of(event, device != null, student != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw new InvalidFieldException(
                    event ? (source == null ? "id" : "source") : "student",
                    "must not be given with another: of one event, one device or one student");
        }
        if (device != null) {
            return new OfDevice(new DeviceId(device));
        }
        if (student != null) {
            return new OfStudent(new StudentId(student));
        }
        if (!event) {
            throw new InvalidFieldException("source", "is required, and id, or else device or student");
        }
        return new OfEvent(
                client, InvalidFieldException.required("source", source), InvalidFieldException.required("id", id));
    }
}
