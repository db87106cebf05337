package org.belltower.registry.torture.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.belltower.model.DistrictId;
import org.belltower.model.push.Binding;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.registry.Published;
import org.belltower.service.kafka.KafkaRecords;

/// What a reader of everything finds on the topics.
public final class TopicState {
    private final Published published;
    private final Set<String> districts;
    private final SortedMap<String, Object> records = new TreeMap<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<String> steppedBack = new ArrayList<>();
    private final Map<String, List<Binding>> bindings = new HashMap<>();

    private TopicState(Published published, Set<String> districts) {
        this.published = published;
        this.districts = districts;
    }

    public static TopicState read(Published published, List<DistrictId> districts) {
        TopicState state = new TopicState(
                published, districts.stream().map(DistrictId::value).collect(Collectors.toSet()));
        Relayed.ALL.forEach(state::read);
        return state;
    }

    /// The newest of each key, whole but for its version, by topic and key as in [DatabaseState].
    public SortedMap<String, Object> records() {
        return records;
    }

    /// How many records were read of each topic; of one that has none, nothing.
    public SortedMap<String, Integer> counts() {
        return counts;
    }

    /// Records with a version that is not higher than one before under the same key.
    public List<String> steppedBack() {
        return steppedBack;
    }

    /// All that was ever published of a device but its tombstones, oldest first.
    ///
    /// @param device as its record's key
    public List<Binding> bindings(String device) {
        return bindings.getOrDefault(device, List.of());
    }

    private <T> void read(Relayed<T> topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(published.records(topic.topic()));
        // Not by their times: what a frozen process made early may stand late.
        all.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        for (ConsumerRecord<byte[], byte[]> record : all) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (districts.contains(key.substring(0, key.indexOf('/')))) {
                counts.merge(topic.name(), 1, Integer::sum);
                accept(topic, key, record);
            }
        }
    }

    private <T> void accept(Relayed<T> topic, String key, ConsumerRecord<byte[], byte[]> record) {
        String name = topic.name() + " " + key;
        if (record.value() == null) {
            records.remove(name);
            return;
        }
        T message = decoded(topic, record);
        long drawn = topic.version().applyAsLong(message);
        Long before = versions.put(name, drawn);
        if (before != null && before >= drawn) {
            steppedBack.add(name + ": " + drawn + " after " + before);
        }
        records.put(name, topic.unversioned().apply(message));
        if (message instanceof Binding binding) {
            bindings.computeIfAbsent(key, _ -> new ArrayList<>()).add(binding);
        }
    }

    private static <T> T decoded(Relayed<T> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return topic.type().decode(KafkaRecords.headers(record.headers()), record.value());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }
}
