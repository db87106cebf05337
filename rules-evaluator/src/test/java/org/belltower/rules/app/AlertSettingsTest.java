package org.belltower.rules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.belltower.model.DistrictId;
import org.belltower.model.wire.Topics;
import org.belltower.rules.lane.AlertPace;
import org.belltower.rules.lane.AlertShare;
import org.junit.jupiter.api.Test;

/// C3.
class AlertSettingsTest {
    @Test
    void a_share_by_which_every_event_would_go_by_the_bulk_lane_is_refused_by_the_name_of_its_property() {
        assertThatThrownBy(() -> AlertSettings.share(119, 600))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belltower.rules.alerts.at-once is 119 and must be 120 or more");
        assertThatThrownBy(() -> AlertSettings.share(6_000, 0))
                .hasMessageContaining("belltower.rules.alerts.per-second is 0 and must be 1 or more");
    }

    @Test
    void by_the_least_share_an_event_that_tells_a_family_goes_as_an_alert() {
        AlertPace pace = new AlertPace(AlertSettings.share(120, 1), Topics.CHANGES.partitions());

        assertThat(pace.takes(new DistrictId("north"), AlertShare.LEAST_OF_A_PART, Instant.EPOCH))
                .isTrue();
    }
}
