package org.belltower.dispatch.kafka;

import java.time.Duration;
import org.belltower.dispatch.consume.Window;
import org.belltower.dispatch.flow.Lane;

/// How a lane is read.
///
/// @param lane which of the lanes
/// @param topic where it stands
/// @param group the consumer group that shares it
/// @param window how much of a partition may be in hand
/// @param commitEvery how often positions are committed
/// @param drain the longest wait for sends that are out, when partitions or the service go
/// @param session how long the group waits for a copy that went silent
public record LaneSettings(
        Lane lane, String topic, String group, Window window, Duration commitEvery, Duration drain, Duration session) {}
