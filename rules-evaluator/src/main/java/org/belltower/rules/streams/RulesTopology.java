package org.belltower.rules.streams;

import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.belltower.model.wire.Topics;
import org.belltower.rules.lane.AlertShare;

/// The topology of the service: changes and audiences of a student meet in one task, settings are everywhere.
///
/// ```
/// belltower.changes.v1  ──> decide ──> belltower.push.alerts.v1
///                             │  ├──> belltower.push.bulk.v1 (a district's flood)
///                             │  ├──> belltower.decisions.v1
/// belltower.audience.v1 ──> learn └──> belltower.deadletter.v1
///                        (stores: audience, memory)
/// belltower.settings.v1 ──> settings (global store)
/// ```
///
/// Pushes, decisions and what is remembered commit in one transaction.
public final class RulesTopology {
    static final String SERVICE = "rules-evaluator";
    static final String AUDIENCE_STORE = "audience";
    static final String MEMORY_STORE = "memory";
    static final String SETTINGS_STORE = "settings";
    static final String ALERTS = "alerts";
    static final String OVERFLOW = "overflow";
    static final String DECISIONS = "decisions";
    static final String DEAD_LETTERS = "dead-letters";

    private RulesTopology() {}

    /// What is decided by, beside the settings of districts.
    ///
    /// @param timeToLive how long after the decision a push may still leave
    /// @param purge how often a slice of what is remembered is looked through for what may be forgotten
    /// @param alerts of each district
    public record Terms(Duration timeToLive, Duration purge, AlertShare alerts) {}

    public static Topology build(Terms terms, SettingsPosition position, DecisionListener listener) {
        Topology topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(SETTINGS_STORE), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "settings-source",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                Topics.SETTINGS.name(),
                "settings-copy",
                () -> new SettingsProcessor(position));
        topology.addSource("changes", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.CHANGES.name());
        topology.addSource(
                "audiences", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.AUDIENCE.name());
        topology.addProcessor("decide", () -> new DecideProcessor(terms, listener), "changes");
        topology.addProcessor("learn", () -> new AudienceProcessor(listener), "audiences");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(AUDIENCE_STORE), Serdes.String(), Serdes.ByteArray()),
                "decide",
                "learn");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MEMORY_STORE), Serdes.String(), Serdes.ByteArray()),
                "decide",
                "learn");
        addSink(topology, ALERTS, Topics.PUSH_ALERTS.name(), "decide");
        addSink(topology, OVERFLOW, Topics.PUSH_BULK.name(), "decide");
        addSink(topology, DECISIONS, Topics.DECISIONS.name(), "decide");
        addSink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS.name(), "decide", "learn");
        return topology;
    }

    private static void addSink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parents);
    }
}
