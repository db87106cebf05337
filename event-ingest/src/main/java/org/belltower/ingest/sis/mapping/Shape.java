package org.belltower.ingest.sis.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What the data of an event looks like.
public sealed interface Shape {
    /// One value. A null is left out.
    record Leaf(Expression expression) implements Shape {}

    /// True or false. A null is left out.
    record Truth(Expression expression) implements Shape {}

    /// An object.
    record Fields(SequencedMap<String, Shape> fields) implements Shape {
        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        /// With others in the place of its own.
        public Fields with(Fields others) {
            SequencedMap<String, Shape> all = new LinkedHashMap<>(fields);
            all.putAll(others.fields);
            return new Fields(all);
        }
    }

    /// The first of which all conditions hold; left out if there is none.
    record Choice(List<Case> cases) implements Shape {
        public Choice {
            cases = List.copyOf(cases);
        }
    }

    /// @param when empty if it always holds
    record Case(List<Condition> when, Shape then) {
        public Case {
            when = List.copyOf(when);
        }
    }

    /// All columns that it reads.
    default Stream<ColumnPath> columns() {
        return switch (this) {
            case Leaf leaf -> leaf.expression().columns();
            case Truth truth -> truth.expression().columns();
            case Fields fields ->
                fields.fields().entrySet().stream().map(Map.Entry::getValue).flatMap(Shape::columns);
            case Choice choice ->
                choice.cases().stream()
                        .flatMap(each -> Stream.concat(
                                each.when().stream().map(Condition::column),
                                each.then().columns()));
        };
    }
}
