package org.belltower.ingest.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.belltower.ingest.sis.mapping.SourceMapping;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;

/// The topology of the service.
///
/// ```
/// sis.public.score      ──> gather ──> rows ──> map ──> belltower.changes.v1
/// sis.public.enrollment ──>       (by source)    └───> belltower.deadletter.v1
///                                (stores: lookups, waiting, ends, logs)
/// ```
///
/// All rows of a source pass one task, in the order in which they come: what is looked up stands beside what
/// looks it up, whatever the partitions of the captured topics and however long these are kept, and there is
/// one place that sees a log begin anew. Sources are spread over tasks (ADR 15).
///
/// Events and what is kept commit in one transaction.
public final class SisTopology {
    static final String SERVICE = "event-ingest";
    static final String LOOKUPS = "lookups";
    static final String WAITING = "waiting";
    static final String ENDS = "ends";
    static final String LOGS = "logs";
    static final String CHANGES = "changes";
    static final String DEAD_LETTERS = "dead-letters";
    static final String GATHERED_DEAD_LETTERS = "gathered-dead-letters";
    static final String ROWS = "pass-on";
    private static final String GATHER = "gather";
    private static final String GATHERED = "rows";
    private static final String MAP = "map";

    private SisTopology() {}

    /// @param lookupTimeout how long an entry waits for a row that it refers to
    /// @param expiryInterval how often to look whether one has waited too long
    /// @param turn how many of those that wait for one row go on at once: a transaction must be over in seconds
    public record Terms(Duration lookupTimeout, Duration expiryInterval, int turn) {}

    /// @param sources one or more
    public static Topology build(List<SourceMapping> sources, Terms terms, RowListener listener) {
        Serde<byte[]> bytes = Serdes.ByteArray();
        Map<String, SourceMapping> byTopic = byTopic(sources);
        Map<String, SourceMapping> byKey =
                sources.stream().collect(Collectors.toMap(SourceMapping::key, Function.identity()));
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store(LOOKUPS));
        builder.addStateStore(store(WAITING));
        builder.addStateStore(store(ENDS));
        // Written with each row; what matters is what it says when the transaction commits.
        builder.addStateStore(store(LOGS).withCachingEnabled());
        builder.stream(
                        topics(byTopic),
                        Consumed.with(bytes, bytes)
                                .withTimestampExtractor(new LookupsFirst(lookedUp(sources)))
                                .withName("captured"))
                .process(() -> new GatherProcessor(byTopic, listener), Named.as(GATHER))
                // A child with a name, beside the one for dead letters.
                .peek((_, _) -> {}, Named.as(ROWS))
                .repartition(
                        Repartitioned.with(bytes, bytes).withName(GATHERED).withNumberOfPartitions(Topics.PARTITIONS))
                .process(() -> new MapProcessor(byKey, terms, listener), Named.as(MAP), LOOKUPS, WAITING, ENDS, LOGS);
        Topology topology = builder.build();
        addSink(topology, CHANGES, Topics.CHANGES, MAP);
        addSink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS, MAP);
        // One of its own: what two nodes write to makes one task of both.
        addSink(topology, GATHERED_DEAD_LETTERS, Topics.DEAD_LETTERS, GATHER);
        return topology;
    }

    /// The topic of an application by which all rows of a source come to one task.
    static String gathered(String application) {
        return application + "-" + GATHERED + "-repartition";
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray());
    }

    private static void addSink(Topology topology, String name, TopicSpec topic, String parent) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), parent);
    }

    private static Map<String, SourceMapping> byTopic(List<SourceMapping> sources) {
        return sources.stream()
                .flatMap(source -> source.tables().stream().map(table -> Map.entry(source.topic(table), source)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> lookedUp(List<SourceMapping> sources) {
        return sources.stream()
                .flatMap(source -> source.tables().stream()
                        .filter(table -> source.events(table).isEmpty())
                        .map(source::topic))
                .collect(Collectors.toSet());
    }

    /// By a pattern, not by their names: Debezium makes a topic with a table's first row, and one that is not
    /// there yet would stop all the others.
    private static Pattern topics(Map<String, SourceMapping> byTopic) {
        return Pattern.compile(
                byTopic.keySet().stream().sorted().map(Pattern::quote).collect(Collectors.joining("|")));
    }
}
