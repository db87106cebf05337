package org.belltower.ingest.sis.mapping;

import static org.belltower.model.InvalidFieldException.LONGEST_ID;
import static org.belltower.model.InvalidFieldException.required;
import static org.belltower.model.InvalidFieldException.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.ingest.sis.TableName;
import org.belltower.model.DistrictId;

/// All that is declared about one source: one student information system of one district.
///
/// @param district whose data it is (I-9)
/// @param client by what its events are told from those of others with the same `source`, as the client of a
///     token tells events that are posted
/// @param source the CloudEvents source of its events
/// @param topicPrefix Debezium's `topic.prefix`: the rows of a table stand on `prefix.schema.table`
public record SourceMapping(
        DistrictId district, String client, String source, String topicPrefix, List<EventMapping> events) {
    private static final int LONGEST_SOURCE = 512;

    /// @throws org.belltower.model.InvalidFieldException naming the field
    public SourceMapping {
        required("district", district);
        text("client", client, LONGEST_ID);
        text("source", source, LONGEST_SOURCE);
        text("topicPrefix", topicPrefix, LONGEST_ID);
        events = List.copyOf(events);
    }

    /// What the source is called among all: by its district and its topics.
    public String key() {
        return district.value() + "/" + topicPrefix;
    }

    /// The topic on which a table's rows stand.
    public String topic(TableName table) {
        return topicPrefix + "." + table;
    }

    /// Those of a table.
    public List<EventMapping> events(TableName table) {
        return events.stream().filter(event -> event.table().equals(table)).toList();
    }

    /// Every table that is read, for itself or to look something up.
    public Set<TableName> tables() {
        return events.stream()
                .flatMap(event -> Stream.concat(
                        Stream.of(event.table()),
                        event.lookups().stream().map(lookup -> lookup.index().table())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// By what rows of a table are looked up.
    public List<Lookup.Index> indexes(TableName table) {
        return events.stream()
                .flatMap(event -> event.lookups().stream())
                .map(Lookup::index)
                .filter(index -> index.table().equals(table))
                .distinct()
                .toList();
    }

    /// What must be kept of a table's rows to look things up: nothing else of them is.
    public Set<String> keptColumns(TableName table) {
        Map<TableName, Set<String>> kept = new TreeMap<>();
        for (EventMapping event : events) {
            Collection<ColumnPath> read = columns(event);
            for (Lookup lookup : event.lookups()) {
                Set<String> columns = kept.computeIfAbsent(lookup.index().table(), _ -> new TreeSet<>());
                columns.addAll(lookup.index().columns());
                read.stream()
                        .filter(path -> lookup.name().equals(path.lookup()))
                        .map(ColumnPath::column)
                        .forEach(columns::add);
            }
        }
        return kept.getOrDefault(table, Set.of());
    }

    /// What mappings of a table read of its rows themselves.
    public Set<String> readColumns(TableName table) {
        return events(table).stream()
                .flatMap(event -> columns(event).stream())
                .filter(path -> path.lookup() == null)
                .map(ColumnPath::column)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<ColumnPath> columns(EventMapping event) {
        List<ColumnPath> all = new ArrayList<>(event.data().columns().toList());
        event.when().forEach(condition -> all.add(condition.column()));
        event.lookups()
                .forEach(lookup ->
                        lookup.key().forEach(part -> all.addAll(part.columns().toList())));
        if (event.deleted() instanceof EventMapping.Deletion.Means means) {
            all.addAll(means.data().columns().toList());
        }
        return all;
    }
}
