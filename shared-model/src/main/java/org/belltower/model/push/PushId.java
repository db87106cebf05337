package org.belltower.model.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.NamedUuids;
import org.belltower.model.change.EventId;

/// The id of a push, the same at every attempt, so that a repeat replaces the first on the phone (`apns-id`,
/// `apns-collapse-id`, FCM `notification.tag`).
public record PushId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PushId {
        InvalidFieldException.required("id", value);
    }

    /// The id of the push that tells this device about this event: UUIDv5 of district, event and device.
    public static PushId of(DistrictId district, EventId event, DeviceId device) {
        return new PushId(NamedUuids.of(district.value(), event.client(), event.source(), event.id(), device.value()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
