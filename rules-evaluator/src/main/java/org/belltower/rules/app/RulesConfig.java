package org.belltower.rules.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// What can be set. Kafka's address is `kafka.bootstrap.servers`, the issuer's `quarkus.oidc.auth-server-url`.
@ConfigMapping(prefix = "belltower.rules")
public interface RulesConfig {
    /// For how long a change is worth a push, counted from when it happened by its producer's clock. What Belltower
    /// learns of later, or cannot send before, is found in the app.
    TimesToLive timeToLive();

    /// Of each category.
    interface TimesToLive {
        /// Of Assignments.
        @WithDefault("P3D")
        Duration assignments();

        /// Of Grades.
        @WithDefault("P3D")
        Duration grades();

        /// Of Attendance.
        @WithDefault("P1D")
        Duration attendance();

        /// Of Lunch Balance.
        @WithDefault("P3D")
        Duration lunchBalance();

        /// Of Responsive Schedule.
        @WithDefault("PT12H")
        Duration responsiveSchedule();
    }

    /// How long news of a student of whom nothing is known yet waits for the roster. Then nobody is told.
    @WithDefault("PT10M")
    Duration audienceTimeout();

    /// Where the state stores are kept. Kept over restarts, so that a start after an orderly end need not
    /// read them back from Kafka.
    @WithDefault("data/rules-evaluator")
    Path stateDir();

    /// The name of this copy of the service, by which its clients are told apart: stable over its restarts, and no
    /// other copy's.
    @WithDefault("rules-evaluator-1")
    String instance();

    /// Threads that decide.
    @WithDefault("2")
    int threads();

    /// How long Kafka waits for a copy that went silent before others, or the next one that is
    /// started, take over. Brokers refuse less than their `group.min.session.timeout.ms`, which
    /// is 6 s unless they are told otherwise.
    @WithDefault("PT6S")
    Duration sessionTimeout();

    /// What one district may have on the alerts' lane; what is beyond goes by the bulk lane.
    Alerts alerts();

    /// A district's share of the alerts' lane.
    interface Alerts {
        /// Pushes at once.
        @WithDefault("6000")
        int atOnce();

        /// And then each second.
        @WithDefault("600")
        int perSecond();
    }

    /// For how long what no calendar ends (a balance, or what belongs to a calendar that nobody
    /// knows) is remembered since it was last heard of, and anything of students of whom nothing is
    /// known. What is said again after that is news, so it is longer than from one yearly recompute
    /// to the next, be that months late. At least 30 days.
    @WithDefault("P550D")
    Duration memoryRetention();

    /// How often a slice of what is remembered is looked through for what may be forgotten.
    @WithDefault("PT10M")
    Duration purgeInterval();

    /// How often to try again while Kafka is away at start.
    @WithDefault("PT2S")
    Duration retryInterval();

    /// How long one question to Kafka at start may take.
    @WithDefault("PT10S")
    Duration kafkaTimeout();
}
