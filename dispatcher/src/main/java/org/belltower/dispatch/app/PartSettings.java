package org.belltower.dispatch.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.belltower.dispatch.consume.Window;
import org.belltower.dispatch.flow.FlowSettings;
import org.belltower.dispatch.flow.Lane;
import org.belltower.dispatch.flow.Shares;
import org.belltower.dispatch.kafka.LaneSettings;
import org.belltower.dispatch.limit.DevicePace;
import org.belltower.dispatch.limit.QuarterHours;
import org.belltower.dispatch.limit.Rate;
import org.belltower.dispatch.send.JourneyRules;
import org.belltower.dispatch.send.Outlets;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.service.failure.RetryPolicy;

/// What the configuration means for each part of the dispatcher.
record PartSettings(DispatchConfig config) {
    private static final String ALERTS_GROUP = "belltower-dispatcher";
    private static final String BULK_GROUP = "belltower-dispatcher-bulk";
    private static final Duration BINDING_RECHECK = Duration.ofMillis(100);

    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(30);
    private static final Duration REFUSED_PROBE = Duration.ofSeconds(10);
    private static final Duration LONGEST_REFUSED_PROBE = Duration.ofMinutes(5);

    FlowSettings flow() {
        Random chance = new Random();
        return new FlowSettings(
                config.inFlight(),
                Shares.USUAL,
                Optional.of(new Rate(
                        config.fcm().messagesPerMinute() / 60.0,
                        config.fcm().ramp(),
                        new QuarterHours(config.fcm().bulkAtQuarterHours()))),
                new RetryPolicy(PROBE, LONGEST_PROBE, chance),
                new RetryPolicy(REFUSED_PROBE, LONGEST_REFUSED_PROBE, chance));
    }

    DevicePace pace(InstantSource time) {
        return new DevicePace(config.device().atOnce(), config.device().every(), time.instant(), new Random());
    }

    JourneyRules rules(Outlets outlets) {
        return new JourneyRules(
                outlets,
                new RetryPolicy(config.backOff().base(), config.backOff().cap(), new Random()),
                config.bindingWait(),
                BINDING_RECHECK);
    }

    LaneSettings alerts() {
        return lane(Lane.ALERTS, Topics.PUSH_ALERTS, ALERTS_GROUP);
    }

    LaneSettings bulk() {
        return lane(Lane.BULK, Topics.PUSH_BULK, BULK_GROUP);
    }

    private LaneSettings lane(Lane lane, TopicSpec topic, String group) {
        if (config.commitEvery().compareTo(config.sessionTimeout().dividedBy(3)) > 0) {
            throw new IllegalStateException("belltower.dispatch.commit-every must be no more than a third of"
                    + " belltower.dispatch.session-timeout: a commit shows that the partitions are still ours");
        }
        return new LaneSettings(
                lane,
                topic.name(),
                group,
                new Window(config.window(), config.span()),
                config.commitEvery(),
                config.drain(),
                config.sessionTimeout());
    }

    /// Both lanes' windows of all partitions, and what has waited long.
    int mostInHand() {
        return 2 * Topics.PUSH_ALERTS.partitions() * config.window() + DeferredLane.MOST;
    }
}
