package org.belltower.model.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;
import org.junit.jupiter.api.Test;

class PushIdTest {
    private static final DistrictId NORTH = new DistrictId("north");
    private static final EventId EVENT = new EventId("sis-north", "/sis/north", "e-1");

    @Test
    void an_id_is_the_version_5_uuid_that_any_other_implementation_computes() {
        // Python: uuid.uuid5(UUID("6f0b3a52-6d3f-5d0e-9f0c-1f7c1b5a2e11"),
        // "north\x1fsis-north\x1f/sis/north\x1fe-1\x1fphone-1")
        assertThat(PushId.of(NORTH, EVENT, new DeviceId("phone-1")))
                .hasToString("613b8d22-b3bd-5f2b-b699-05829ea1680e");
    }

    @Test
    void the_same_event_in_another_district_or_on_another_device_is_another_push() {
        PushId first = PushId.of(NORTH, EVENT, new DeviceId("phone-1"));
        assertThat(PushId.of(new DistrictId("south"), EVENT, new DeviceId("phone-1")))
                .isNotEqualTo(first);
        assertThat(PushId.of(NORTH, EVENT, new DeviceId("phone-2"))).isNotEqualTo(first);
    }
}
