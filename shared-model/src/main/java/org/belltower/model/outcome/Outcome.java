package org.belltower.model.outcome;

import static org.belltower.model.InvalidFieldException.required;

import java.time.Instant;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.push.PushId;
import org.belltower.model.wire.RecordKey;

/// How one push ended, for good. Written by the dispatcher before the push's offset is committed, so that after a
/// crash only what has no outcome is sent again.
///
/// @param lane where the push stood
public record Outcome(PushId push, DistrictId district, DeviceId device, Instant at, LaneOffset lane, Result result) {
    public Outcome {
        required("push", push);
        required("district", district);
        required("device", device);
        required("at", at);
        required("lane", lane);
        required("result", result);
    }

    public RecordKey key() {
        return new RecordKey(district, device.value());
    }

    /// The place of a push's record: topic, partition, offset.
    public record LaneOffset(String topic, int partition, long offset) {
        public LaneOffset {
            required("topic", topic);
        }
    }
}
