package org.belltower.rules.app;

import org.belltower.model.wire.Topics;
import org.belltower.rules.lane.AlertShare;

/// Reads a district's share of the alerts' lane, or refuses what cannot be meant.
final class AlertSettings {
    private static final int LEAST = AlertShare.LEAST_OF_A_PART * Topics.CHANGES.partitions();

    private AlertSettings() {}

    /// @throws IllegalStateException naming the property: the service is not to start by it
    static AlertShare share(int atOnce, int perSecond) {
        if (atOnce < LEAST) {
            throw new IllegalStateException(
                    "belltower.rules.alerts.at-once is %d and must be %d or more: of less than %d pushes for each of %d"
                                    .formatted(atOnce, LEAST, AlertShare.LEAST_OF_A_PART, Topics.CHANGES.partitions())
                            + " partitions an event's pushes would not go by the alerts' lane at all");
        }
        if (perSecond < 1) {
            throw new IllegalStateException(
                    "belltower.rules.alerts.per-second is %d and must be 1 or more".formatted(perSecond));
        }
        return new AlertShare(atOnce, perSecond);
    }
}
