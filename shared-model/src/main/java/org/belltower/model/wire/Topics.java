package org.belltower.model.wire;

import static org.belltower.model.wire.TopicSpec.Kind.COMPACTED;
import static org.belltower.model.wire.TopicSpec.Kind.LATEST;
import static org.belltower.model.wire.TopicSpec.Kind.LOG;

import java.time.Duration;
import java.util.List;

/// Every topic of the suite: names, keys, partitions and retention stand here and nowhere else.
///
/// Topics that are joined, and the outcomes with the lanes they mirror, have the same number of partitions and the
/// default partitioner, so that a key has the same partition in all of them.
public final class Topics {
    /// Equal on all topics.
    public static final int PARTITIONS = 12;

    public static final TopicSpec CHANGES =
            log("belltower.changes.v1", "student", 7, "Accepted change events, event-ingest to rules-evaluator");
    public static final TopicSpec AUDIENCE = compacted(
            "belltower.audience.v1", "student", "Who may be told about a student, device-registry to rules-evaluator");
    public static final TopicSpec REVOCATIONS = compacted(
            "belltower.revocations.v1",
            "student",
            "Whose right is withdrawn or bounded, device-registry to dispatcher");
    public static final TopicSpec BINDINGS = compacted(
            "belltower.bindings.v1", "device", "Who uses a device and its token, device-registry to dispatcher");
    public static final TopicSpec SETTINGS = compacted(
            "belltower.settings.v1",
            "district, school, calendar or app, or the district's rights",
            "Switches, calendars, rights and what apps have, device-registry to rules-evaluator and dispatcher");
    public static final TopicSpec CREDENTIALS = compacted(
            "belltower.credentials.v1",
            "provider and app",
            "Uploaded credentials of apps, encrypted, device-registry to dispatcher");
    public static final TopicSpec PUSH_ALERTS = log(
            "belltower.push.alerts.v1",
            "device",
            7,
            "Change notifications and test pushes to send, rules-evaluator and dispatcher to dispatcher");
    public static final TopicSpec PUSH_BULK = log(
            "belltower.push.bulk.v1",
            "device",
            7,
            "A district's flood of alerts to send, beyond its share of the alerts' lane, rules-evaluator to dispatcher");
    public static final TopicSpec OUTCOMES = log(
            "belltower.outcomes.v1",
            "device",
            30,
            "How each push ended, dispatcher to device-registry and history; partitioned like the lanes");
    public static final TopicSpec DECISIONS =
            log("belltower.decisions.v1", "student", 7, "One record per event, rules-evaluator to history");
    public static final TopicSpec DEAD_LETTERS =
            log("belltower.deadletter.v1", "as in the original topic", 14, "Records nobody could read, from all");

    /// The one topic whose records are of no district: the key is `service/instance`.
    public static final TopicSpec HEARTBEATS = new TopicSpec(
            "belltower.heartbeats.v1",
            "instance, after its service",
            PARTITIONS,
            LATEST,
            Duration.ofDays(1),
            "What each copy of a service tells of itself every few seconds, from all to device-registry");

    private Topics() {}

    public static List<TopicSpec> all() {
        return List.of(
                CHANGES,
                AUDIENCE,
                REVOCATIONS,
                BINDINGS,
                SETTINGS,
                CREDENTIALS,
                PUSH_ALERTS,
                PUSH_BULK,
                OUTCOMES,
                DECISIONS,
                DEAD_LETTERS,
                HEARTBEATS);
    }

    private static TopicSpec log(String name, String keyId, int days, String purpose) {
        return new TopicSpec(name, keyId, PARTITIONS, LOG, Duration.ofDays(days), purpose);
    }

    private static TopicSpec compacted(String name, String keyId, String purpose) {
        return new TopicSpec(name, keyId, PARTITIONS, COMPACTED, Duration.ofDays(30), purpose);
    }
}
