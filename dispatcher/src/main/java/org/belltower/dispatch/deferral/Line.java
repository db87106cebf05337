package org.belltower.dispatch.deferral;

import org.belltower.dispatch.flow.Lane;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.Topics;
import org.jspecify.annotations.Nullable;

/// Where a deferred push stands: with those of its district that came by the same lane and wait for
/// the same.
///
/// @param topic of the lane that they came by
/// @param heldBy null for those that wait for no credential
public record Line(String topic, @Nullable String heldBy, DistrictId district) {
    static Line of(DeferredPush push) {
        return new Line(push.place().topic(), push.waits().heldBy(), push.key().district());
    }

    public Lane lane() {
        return topic.equals(Topics.PUSH_BULK.name()) ? Lane.BULK : Lane.ALERTS;
    }
}
