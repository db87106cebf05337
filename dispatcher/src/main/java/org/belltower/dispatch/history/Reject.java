package org.belltower.dispatch.history;

import static org.belltower.model.InvalidFieldException.required;
import static org.belltower.model.InvalidFieldException.text;

import java.time.Instant;
import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;
import org.jspecify.annotations.Nullable;

/// An event that was accepted and that nobody could use, as the headers of its dead letter tell. Its value is not
/// looked at.
///
/// @param type the CloudEvents type; null if it had none
/// @param service who gave it up
/// @param reason names fields and rules, never values
public record Reject(
        DistrictId district, EventId event, @Nullable String type, Instant at, String service, String reason) {
    private static final int LONGEST = 255;
    private static final int LONGEST_REASON = 500;

    public Reject {
        required("district", district);
        required("event", event);
        required("at", at);
        text("service", service, LONGEST);
        text("reason", reason, LONGEST_REASON);
        if (type != null) {
            text("type", type, LONGEST);
        }
    }
}
