package org.belltower.rules.streams;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;
import org.belltower.rules.gate.TimeToLive;
import org.belltower.rules.lane.AlertShare;

/// The topology of the service: changes and audiences of a student meet in one task, settings are everywhere.
///
/// ```
/// belltower.changes.v1  ──┬─> students ─┬─> belltower.push.alerts.v1
/// belltower.audience.v1 ──┘             ├─> belltower.push.bulk.v1 (a district's flood)
///                                       ├─> belltower.decisions.v1
///                                       └─> belltower.deadletter.v1
///   (stores: audience; memory of items; attendance, what was told of each day; waiting, changes without an audience)
///
/// belltower.settings.v1 ──> settings (global store)
/// ```
///
/// Pushes, decisions and what is remembered commit in one transaction.
public final class RulesTopology {
    static final String SERVICE = "rules-evaluator";
    static final String AUDIENCE_STORE = "audience";
    static final String MEMORY_STORE = "memory";
    static final String ATTENDANCE_STORE = "attendance";
    static final String WAITING_STORE = "waiting";
    static final String SETTINGS_STORE = "settings";
    static final String ALERTS = "alerts";
    static final String OVERFLOW = "overflow";
    static final String DECISIONS = "decisions";
    static final String DEAD_LETTERS = "dead-letters";
    private static final String STUDENTS = "students";
    /// With each value of these stands when it was last heard of.
    private static final Set<String> TIMED = Set.of(MEMORY_STORE, ATTENDANCE_STORE);

    private RulesTopology() {}

    /// What is decided by, beside the settings of districts.
    ///
    /// @param timeToLive for how long a change is worth a push
    /// @param audienceTimeout how long news of an unknown student waits until somebody says who it is
    /// @param retention for how long what no calendar ends is remembered since it was last heard of
    /// @param purge how often a slice of what is remembered is looked through for what may be forgotten
    /// @param alerts of each district
    public record Terms(
            TimeToLive timeToLive, Duration audienceTimeout, Duration retention, Duration purge, AlertShare alerts) {
        private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
        private static final Duration SHORTEST_LOOK = Duration.ofMillis(100);

        /// How often it is looked for what has waited long enough.
        Duration audienceLook() {
            Duration look = audienceTimeout.dividedBy(20);
            return look.compareTo(LONGEST_LOOK) > 0
                    ? LONGEST_LOOK
                    : look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look;
        }
    }

    public static Topology build(Terms terms, SettingsPosition position, DecisionListener listener) {
        return build(terms, position, listener, RulesTopology::onDisk);
    }

    private static KeyValueBytesStoreSupplier onDisk(String store) {
        return TIMED.contains(store)
                ? Stores.persistentTimestampedKeyValueStore(store)
                : Stores.persistentKeyValueStore(store);
    }

    /// @param kinds what each store of a task is kept in, by its name
    static Topology build(
            Terms terms,
            SettingsPosition position,
            DecisionListener listener,
            Function<String, KeyValueBytesStoreSupplier> kinds) {
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
        topology.addProcessor(STUDENTS, () -> new StudentProcessor(terms, listener), "changes", "audiences");
        List.of(AUDIENCE_STORE, MEMORY_STORE, ATTENDANCE_STORE, WAITING_STORE)
                .forEach(store -> topology.addStateStore(store(kinds.apply(store)), STUDENTS));
        addSink(topology, ALERTS, Topics.PUSH_ALERTS);
        addSink(topology, OVERFLOW, Topics.PUSH_BULK);
        addSink(topology, DECISIONS, Topics.DECISIONS);
        addSink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS);
        return topology;
    }

    private static StoreBuilder<?> store(KeyValueBytesStoreSupplier kind) {
        return TIMED.contains(kind.name())
                ? Stores.timestampedKeyValueStoreBuilder(kind, Serdes.String(), Serdes.ByteArray())
                : Stores.keyValueStoreBuilder(kind, Serdes.String(), Serdes.ByteArray());
    }

    private static void addSink(Topology topology, String name, TopicSpec topic) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), STUDENTS);
    }
}
