package org.belltower.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The fields of a JSON object, read by name; what is missing, of the wrong kind or unknown is a
/// problem that names the field.
final class Fields {

    private final String prefix;
    private final ObjectNode object;
    private final Set<String> read = new HashSet<>();

    private Fields(String prefix, ObjectNode object) {
        this.prefix = prefix;
        this.object = object;
    }

    static Fields of(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return new Fields("", object);
        }
        throw ControlProblem.badRequest("the body must be a JSON object");
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> ControlProblem.field(path(name), "is required"));
    }

    Optional<String> optionalText(String name) {
        return get(name).map(value -> {
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw ControlProblem.field(path(name), "must be a text that is not blank");
            }
            return value.textValue();
        });
    }

    OptionalLong optionalInteger(String name, long least, long most) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().canConvertToLong() || !value.get().isIntegralNumber()) {
            throw ControlProblem.field(path(name), "must be a whole number");
        }
        long number = value.get().longValue();
        if (number < least || number > most) {
            throw ControlProblem.field(path(name), "must be " + least + " to " + most);
        }
        return OptionalLong.of(number);
    }

    long integer(String name, long least, long most) {
        return optionalInteger(name, least, most).orElseThrow(() -> ControlProblem.field(path(name), "is required"));
    }

    /// Above 0, at most 1.
    OptionalDouble optionalShare(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        double share = value.get().isNumber() ? value.get().doubleValue() : 0;
        if (!(share > 0 && share <= 1)) {
            throw ControlProblem.field(path(name), "must be a number above 0 and at most 1");
        }
        return OptionalDouble.of(share);
    }

    /// One of an enum's constants, in lower case with hyphens.
    <E extends Enum<E>> Optional<E> optionalName(String name, Class<E> type) {
        return optionalText(name).map(text -> {
            List<String> names = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                names.add(RuleJson.name(constant));
                if (names.getLast().equals(text)) {
                    return constant;
                }
            }
            throw ControlProblem.field(path(name), "must be one of " + String.join(", ", names));
        });
    }

    /// Empty if it is not there.
    String anyText(String name) {
        return get(name)
                .map(value -> {
                    if (!value.isTextual()) {
                        throw ControlProblem.field(path(name), "must be a text");
                    }
                    return value.textValue();
                })
                .orElse("");
    }

    boolean optionalBool(String name, boolean otherwise) {
        return object.hasNonNull(name) ? bool(name) : otherwise;
    }

    boolean bool(String name) {
        JsonNode value = get(name).orElseThrow(() -> ControlProblem.field(path(name), "is required"));
        if (!value.isBoolean()) {
            throw ControlProblem.field(path(name), "must be true or false");
        }
        return value.booleanValue();
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw ControlProblem.field(path(name), "must be a time such as 2026-01-31T07:30:00Z");
            }
        });
    }

    List<String> texts(String name) {
        JsonNode value = get(name).orElse(JsonNodeFactory.instance.arrayNode());
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        if (!value.isArray() || texts.stream().anyMatch(String::isBlank)) {
            throw ControlProblem.field(path(name), "must be a list of texts that are not blank");
        }
        return texts;
    }

    Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        get(name).ifPresent(value -> {
            if (!value.isObject()) {
                throw ControlProblem.field(path(name), "must be an object of texts");
            }
            value.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        });
        return map;
    }

    Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> ControlProblem.field(path(name), "is required"));
    }

    Optional<Fields> optionalObject(String name) {
        return get(name).map(value -> {
            if (value instanceof ObjectNode inner) {
                return new Fields(path(name) + ".", inner);
            }
            throw ControlProblem.field(path(name), "must be an object");
        });
    }

    /// To be called when all known fields were read.
    void requireNoOthers() {
        Set<String> others = new TreeSet<>();
        object.fieldNames().forEachRemaining(others::add);
        others.removeAll(read);
        if (!others.isEmpty()) {
            String first = others.iterator().next();
            throw ControlProblem.field(path(first), "is unknown");
        }
    }

    String path(String name) {
        return prefix + name;
    }

    private Optional<JsonNode> get(String name) {
        read.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }
}
