package org.belltower.ingest.sis.mapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.ingest.sis.Cell;
import org.belltower.ingest.sis.Row;
import org.belltower.ingest.sis.mapping.Condition;
import org.belltower.ingest.sis.mapping.EventMapping;
import org.belltower.ingest.sis.mapping.Expression;
import org.belltower.ingest.sis.mapping.Lookup;
import org.belltower.ingest.sis.mapping.Shape;
import org.belltower.model.change.Change;
import org.belltower.model.change.SourcePosition;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/// Reads rows by one mapping. Conditions on the row itself come first, so that what does not count
/// waits for nothing.
final class RowReader {
    private final EventMapping mapping;
    private final LookupTables tables;
    private final SourcePosition at;

    /// @param at where in the log the entry stands
    RowReader(EventMapping mapping, LookupTables tables, SourcePosition at) {
        this.mapping = mapping;
        this.tables = tables;
        this.at = at;
    }

    /// What a row refers to.
    @FunctionalInterface
    private interface Referred {
        @Nullable
        Row find(Lookup lookup, List<Cell> key);
    }

    Reading read(Row row) {
        return read(row, mapping.data(), (lookup, key) -> tables.find(lookup.index(), key, at));
    }

    /// What a row said before it was changed.
    ///
    /// @param now what it says since
    Reading readFormer(Row row, Reading.Says now) {
        return read(row, mapping.data(), before(now));
    }

    /// What the end of a row says, as it was.
    Reading readGone(Row row) {
        return readGone(row, this::findBefore);
    }

    /// As [#readGone], of a row that says something else now.
    Reading readGone(Row row, Reading.Says now) {
        return readGone(row, before(now));
    }

    private Reading readGone(Row row, Referred referred) {
        return switch (mapping.deleted()) {
            case EventMapping.Deletion.Gone _ -> read(row, mapping.data(), referred);
            case EventMapping.Deletion.Means means -> read(row, mapping.data().with(means.data()), referred);
        };
    }

    /// Of what a row referred to before, the end may have been read already, as of an assignment that got
    /// another id: what it refers to now stands for that. Not where it tells whose the row is: another
    /// enrollment may be another student's.
    private Referred before(Reading.Says now) {
        Set<String> whose = mapping.lookupsOf("student");
        return (lookup, key) -> {
            Reading.Found since = now.found().get(lookup.name());
            if (since != null && since.key().equals(key)) {
                return since.row();
            }
            Row found = findBefore(lookup, key);
            return found == null && since != null && !whose.contains(lookup.name()) ? since.row() : found;
        };
    }

    private @Nullable Row findBefore(Lookup lookup, List<Cell> key) {
        return tables.findBefore(lookup.index(), key, at);
    }

    private Reading read(Row row, Shape.Fields data, Referred referred) {
        try {
            return read(new Scope(mapping.table(), row), data, referred);
        } catch (UnusableRowException e) {
            return unusable(e.getMessage());
        } catch (MalformedMessageException e) {
            return unusable(e.getMessage());
        }
    }

    private Reading unusable(String reason) {
        return new Reading.Unusable(mapping.location() + ", " + mapping.table() + ": " + reason);
    }

    private Reading read(Scope scope, Shape.Fields data, Referred referred)
            throws UnusableRowException, MalformedMessageException {
        Map<Boolean, List<Condition>> conditions = mapping.when().stream()
                .collect(Collectors.partitioningBy(
                        condition -> condition.column().lookup() == null));
        if (!scope.allHold(conditions.getOrDefault(true, List.of()))) {
            return new Reading.Nothing();
        }
        Map<String, Reading.Found> all = new LinkedHashMap<>();
        for (Lookup lookup : mapping.lookups()) {
            List<Cell> key = new ArrayList<>();
            for (Expression part : lookup.key()) {
                key.add(scope.value(part));
            }
            // SQL's null is equal to nothing, so nothing is waited for.
            boolean refers = key.stream().noneMatch(Cell.Nothing.class::isInstance);
            Row found = refers ? referred.find(lookup, key) : null;
            if (refers && found == null && !lookup.optional()) {
                return new Reading.Missing(lookup, key);
            }
            scope.add(lookup, found);
            if (found != null) {
                all.put(lookup.name(), new Reading.Found(key, found));
            }
        }
        if (!scope.allHold(conditions.getOrDefault(false, List.of()))) {
            return new Reading.Nothing();
        }
        Map<String, Object> tree = object(scope, data);
        Change change = ChangeCodec.change(mapping.type(), tree);
        return new Reading.Says(change, all);
    }

    private static Map<String, Object> object(Scope scope, Shape.Fields fields) throws UnusableRowException {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Map.Entry<String, Shape> field : fields.fields().entrySet()) {
            value(scope, field.getValue()).ifPresent(value -> tree.put(field.getKey(), value));
        }
        return tree;
    }

    private static Optional<Object> value(Scope scope, Shape shape) throws UnusableRowException {
        return switch (shape) {
            case Shape.Leaf leaf -> scope.value(leaf.expression()).asText().map(text -> text);
            case Shape.Truth truth -> truth(scope.value(truth.expression()));
            case Shape.Fields fields -> Optional.of(object(scope, fields));
            case Shape.Choice choice -> choice(scope, choice.cases());
        };
    }

    /// What is neither is left as it stands, and refused where it is read.
    private static Optional<Object> truth(Cell cell) {
        return cell.asText().map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
        });
    }

    private static Optional<Object> choice(Scope scope, List<Shape.Case> cases) throws UnusableRowException {
        for (Shape.Case each : cases) {
            if (scope.allHold(each.when())) {
                return value(scope, each.then());
            }
        }
        return Optional.empty();
    }
}
