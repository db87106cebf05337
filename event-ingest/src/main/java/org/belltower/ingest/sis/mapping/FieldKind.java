package org.belltower.ingest.sis.mapping;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.belltower.model.change.ChangeType;
import org.belltower.model.change.Score;
import org.jspecify.annotations.Nullable;

/// What a field of an event's data may hold, so that a mapping is found wrong before the first row comes.
/// Read from the records themselves; only of a score it is said here by what it is written.
public sealed interface FieldKind {
    record Text() implements FieldKind {}

    record Decimal() implements FieldKind {}

    record Day() implements FieldKind {}

    record Truth() implements FieldKind {}

    record OneOf(List<String> names) implements FieldKind {
        public OneOf {
            names = List.copyOf(names);
        }
    }

    /// @param required those that must be there; of a score it is one or another, so none is
    record Fields(SequencedMap<String, FieldKind> fields, List<String> required) implements FieldKind {
        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
            required = List.copyOf(required);
        }
    }

    /// The data of a type.
    static Fields of(ChangeType type) {
        SequencedMap<String, FieldKind> fields = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.dataClass().getRecordComponents()) {
            fields.put(component.getName(), of(component.getType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        return new Fields(fields, required);
    }

    private static FieldKind of(Class<?> type) {
        if (type == Score.class) {
            SequencedMap<String, FieldKind> fields = new LinkedHashMap<>();
            fields.put("percent", new Decimal());
            fields.put("letter", new Text());
            fields.put("status", of(Score.Status.class));
            return new Fields(fields, List.of());
        }
        if (type.isEnum()) {
            return new OneOf(
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type == LocalDate.class) {
            return new Day();
        }
        if (type == Boolean.class) {
            return new Truth();
        }
        if (type == BigDecimal.class) {
            return new Decimal();
        }
        if (type == String.class || type == Currency.class || isId(type)) {
            return new Text();
        }
        throw new IllegalStateException("nobody has said what a mapping may make of " + type);
    }

    private static boolean isId(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components != null && components.length == 1 && components[0].getType() == String.class;
    }
}
