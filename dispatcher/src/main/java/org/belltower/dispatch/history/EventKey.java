package org.belltower.dispatch.history;

import java.util.UUID;
import org.belltower.model.DistrictId;
import org.belltower.model.NamedUuids;

/// By what an event is looked for: UUIDv5 of district, source and id. Not of its client too, so that somebody who asks
/// need not know it; of another client's event with the same source and id the client tells it apart.
public final class EventKey {
    private EventKey() {}

    public static UUID of(DistrictId district, String source, String id) {
        return NamedUuids.of(district.value(), source, id);
    }
}
