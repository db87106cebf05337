package org.belltower.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.MalformedMessageException;

/// The published schemas refuse what the codec refuses, and nothing else, but for what no schema can say.
class SchemaPropertyTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ASTRAL = "\uD83D\uDE00";

    /// What the codec refuses and JSON Schema cannot, or cannot in every engine.
    private static final List<String> BEYOND_SCHEMAS = List.of(
            // A schema counts characters; the codec, UTF-16's units.
            "must not be longer than 255 characters",
            // Half a surrogate pair: engines without Unicode's mode see halves in every pair.
            "must be well-formed Unicode",
            // By value alone: `multipleOf` is wrong in engines that compute in binary.
            "must not have more than 6 digits after the point",
            // Of texts with an exponent.
            "must not have more than 12 digits before the point",
            "holds a number that is too large or too small",
            // Which currencies there are changes.
            "must be a currency's code such as USD");

    /// Some of them hold blanks at an end, or what cannot be seen.
    private static final List<String> TEXTS = Stream.concat(
                    Stream.of("x".repeat(255), "x".repeat(256)),
                    Stream.concat(Stream.of(127, 200, 256).map(ASTRAL::repeat), Arrays.stream("""
                                    | |a|a b| a|a |a\u00A0|\u00A0a|\u2003a|a\u3000|a\u0007|a\u0085|a\n|a\u2028|a\u2028b|\
                                    \uFFFD|a\uFFFDb|\u00E9|\uD800|a\uDC00b|null|true|NaN|\
                                    0|-0|-0.00|84.50| 84.5 |+5|.5|5.|.|-|1e3|1E+11|1e12|1e-7|1e|-1e3|-1|-.5|+-1|0x10|1,5|\
                                    1_0|123456789012|1234567890123|000123456789012|-123456789012.123456|0.1234567|\
                                    0.1234560000|1e99999999999|1e999999999|-0e5|\
                                    USD|usd| USD |US|USDX|ABC|XXX|\
                                    2026-11-20|2024-02-29|2026-02-29|2026-02-30|2026-13-01|2026-00-10|0000-01-01|\
                                    -999-01-01|2026-1-1|20261120|2026-11-20 |2026-11-20\n|2026-11-20T00:00:00Z|\
                                     ABSENT |absent|MISSING|LATE |B+""".split("\\|"))))
            .toList();

    private static final List<JsonNode> OTHERS = Stream.<JsonNode>concat(
                    Stream.of(
                                    "0",
                                    "-0.0",
                                    "1",
                                    "-1",
                                    "84.5",
                                    "84.500000",
                                    "100",
                                    "120.25",
                                    "1E3",
                                    "1E11",
                                    "1E12",
                                    "1E13",
                                    "999999999999.999999",
                                    "-999999999999.999999",
                                    "1000000000000",
                                    "0.0000001",
                                    "1E-7",
                                    "1E-1000",
                                    "0E-50",
                                    "0E+50",
                                    "-1E-9",
                                    "9007199254740993")
                            .map(number -> JSON.numberNode(new BigDecimal(number))),
                    Stream.of(
                            JSON.nullNode(),
                            JSON.booleanNode(true),
                            JSON.booleanNode(false),
                            JSON.numberNode(7),
                            JSON.arrayNode(),
                            JSON.arrayNode().add("a"),
                            JSON.objectNode(),
                            JSON.objectNode().put("value", "a"),
                            JSON.objectNode().put("percent", 91),
                            JSON.objectNode().put("status", "MISSING")))
            .toList();

    private final Map<ChangeType, JsonNode> schemas = new EnumMap<>(ChangeType.class);
    private final Map<ChangeType, PublishedSchema> published = new EnumMap<>(ChangeType.class);

    SchemaPropertyTest() {
        EventSchemas all = EventSchemas.load();
        for (ChangeType type : ChangeType.values()) {
            schemas.put(type, all.of(type));
            published.put(type, new PublishedSchema(all.of(type)));
        }
    }

    /// Data of a type.
    record Sent(ChangeType type, JsonNode data) {}

    @Provide
    Arbitrary<Sent> sent() {
        return Arbitraries.of(ChangeType.class).flatMap(type -> data(type).map(data -> new Sent(type, data)));
    }

    /// Good data, in which up to three fields are something else, there or deeper.
    private Arbitrary<JsonNode> data(ChangeType type) {
        JsonNode schema = Objects.requireNonNull(schemas.get(type));
        List<JsonNode> good = new ArrayList<>();
        schema.get("examples").forEach(good::add);
        Arbitrary<JsonNode> value = value(schema);
        return Arbitraries.of(good)
                .flatMap(example -> Arbitraries.of(places(schema, example))
                        .flatMap(place -> value.map(set -> Tuple.of(place, set)))
                        .list()
                        .ofMaxSize(3)
                        .map(changes -> {
                            ObjectNode data = example.deepCopy();
                            changes.forEach(change -> set(data, change.get1(), change.get2()));
                            return (JsonNode) data;
                        }));
    }

    /// The fields of the type, those of objects in the data, and one that is not known.
    private static List<String> places(JsonNode schema, JsonNode example) {
        Set<String> places = new HashSet<>(Set.of("other"));
        schema.get("properties").fieldNames().forEachRemaining(places::add);
        places.remove("district");
        example.properties().forEach(field -> {
            places.add(field.getKey());
            if (field.getValue().isObject()) {
                Stream.of("percent", "status", "letter", "other")
                        .forEach(inner -> places.add(field.getKey() + "." + inner));
            }
        });
        return places.stream().sorted().toList();
    }

    private static void set(ObjectNode data, String place, JsonNode value) {
        int dot = place.indexOf('.');
        if (dot >= 0) {
            if (data.get(place.substring(0, dot)) instanceof ObjectNode inner) {
                set(inner, place.substring(dot + 1), value);
            }
        } else if (value.isMissingNode()) {
            data.remove(place);
        } else {
            data.set(place, value);
        }
    }

    private static Arbitrary<JsonNode> value(JsonNode schema) {
        List<String> told = new ArrayList<>(List.of("UNKNOWN"));
        schema.findValues("enum")
                .forEach(constants ->
                        constants.forEach(constant -> told.add(constant.isNull() ? "UNKNOWN" : constant.asText())));
        return Arbitraries.oneOf(
                Arbitraries.of(TEXTS).map(JSON::textNode),
                Arbitraries.of(told).map(JSON::textNode),
                Arbitraries.strings().ofMaxLength(4).map(JSON::textNode),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1E14"), new BigDecimal("1E14"))
                        .ofScale(7)
                        .map(JSON::numberNode),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1E13"), new BigDecimal("1E13"))
                        .ofScale(8)
                        .map(number -> JSON.textNode(number.toPlainString())),
                Arbitraries.of(OTHERS).map(JsonNode::deepCopy),
                Arbitraries.just(MissingNode.getInstance()));
    }

    /// The rule that the codec refuses it by; empty if it takes it.
    private static String refusal(Sent sent) {
        try {
            ChangeCodec.change(sent.type().typeName(), sent.data());
            return "";
        } catch (MalformedMessageException e) {
            return e.rule();
        }
    }

    private boolean isAccepted(Sent sent) {
        return Objects.requireNonNull(published.get(sent.type())).accepts(sent.data());
    }

    @Property(tries = 2_000)
    void what_the_codec_takes_the_schema_takes_and_what_it_refuses_the_schema_refuses_as_far_as_it_can(
            @ForAll("sent") Sent sent) {
        String refusal = refusal(sent);
        if (isAccepted(sent)) {
            assertThat(refusal)
                    .as("the schema takes it")
                    .isIn(Stream.concat(Stream.of(""), BEYOND_SCHEMAS.stream()).toList());
        } else if (refusal.isEmpty()) {
            Sent read = new Sent(sent.type(), asRead(sent));
            assertThat(isAccepted(read)).as("the schema takes " + read).isTrue();
        }
    }

    @Example
    void what_no_schema_can_say_is_refused_all_the_same() {
        assertBeyond("must not be longer than 255 characters", ChangeType.GRADE_POSTED, "course", ASTRAL.repeat(200));
        assertBeyond("must be well-formed Unicode", ChangeType.GRADE_POSTED, "course", "\uD800");
        assertBeyond("must be a currency's code such as USD", ChangeType.LUNCH_BALANCE_CHANGED, "currency", "ABC");
        assertBeyond(
                "must not have more than 12 digits before the point",
                ChangeType.LUNCH_BALANCE_CHANGED,
                "balance",
                "1e12");
    }

    private void assertBeyond(String rule, ChangeType type, String field, String value) {
        ObjectNode data =
                Objects.requireNonNull(schemas.get(type)).at("/examples/0").deepCopy();
        Sent sent = new Sent(type, data.put(field, value));
        assertThat(isAccepted(sent)).isTrue();
        assertThat(refusal(sent)).isEqualTo(rule);
    }

    /// Data without what the codec passes over and the schema does not offer: blanks around a number, a constant or a
    /// currency, digits of other scripts, and a text of nothing in the place of one that need not be there.
    private JsonNode asRead(Sent sent) {
        JsonNode schema = Objects.requireNonNull(schemas.get(sent.type()));
        ObjectNode read = sent.data().deepCopy();
        sent.data().properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                ObjectNode copy = inner.deepCopy();
                inner.properties().forEach(in -> copy.set(in.getKey(), asRead(in.getValue())));
                read.set(field.getKey(), copy);
            } else if (!isId(schema, schema.path("properties").path(field.getKey()))) {
                read.set(field.getKey(), asRead(field.getValue()));
            }
        });
        return read;
    }

    private static JsonNode asRead(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue().trim();
        if (text.isEmpty() || text.equals("null")) {
            return JSON.nullNode();
        }
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(c -> ascii.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
        return JSON.textNode(ascii.toString());
    }

    private static boolean isId(JsonNode schema, JsonNode property) {
        JsonNode reference = property.get("$ref");
        return reference == null
                ? property.has("maxLength")
                : isId(schema, schema.at(reference.textValue().substring(1)));
    }
}
