package org.belltower.dispatch.send;

import static org.belltower.model.InvalidFieldException.required;

import java.util.Arrays;
import java.util.Optional;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.model.wire.RecordKey;
import org.jspecify.annotations.Nullable;

/// Which push it is, and of whose device: what its outcome names, though nobody may be able to read the rest of it.
public record PushAddress(PushId id, DistrictId district, DeviceId device) {
    public PushAddress {
        required("id", id);
        required("district", district);
        required("device", device);
    }

    /// As far as a record of a lane tells it, of whatever type and version it is. Empty if its value is none that names
    /// a push, or names another device than its key does.
    public static Optional<PushAddress> of(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            return Optional.of(JsonCodec.read(value, PushAddress.class))
                    .filter(address -> Arrays.equals(address.key().bytes(), key));
        } catch (MalformedMessageException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private RecordKey key() {
        return new RecordKey(district, device.value());
    }
}
