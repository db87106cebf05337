package org.belltower.model.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.model.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/// The one JSON of the suite: instants and dates as ISO 8601 text, numbers exact, fields that are null left out,
/// unknown fields ignored (consumers are upgraded before producers), double fields and trailing text refused. A
/// decimal may be a number or the same as text; else nothing is taken for something else: `1` is not true, and an
/// empty text is no missing date. Bytes are UTF-8 (RFC 8259, section 8.1), and never guessed to be anything else.
///
/// Thread-safe.
public final class JsonCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(LocalDate.class, new StrictDates())
                    .addDeserializer(LocalTime.class, new StrictTimes()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, JsonCodec::texts)
            // Decimals travel as text too: 85 = 85.0 = "85.00" (I-13).
            .withCoercionConfig(
                    LogicalType.Float,
                    decimals -> decimals.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            .withConfigOverride(List.class, JsonCodec::whole)
            .withConfigOverride(Set.class, JsonCodec::whole)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .addHandler(new NamedKeys())
            .build();
    private static final ObjectReader STRICT = MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int LONGEST_NAME = 64;

    private JsonCodec() {}

    /// A list with a hole in it is refused by the place of the hole.
    private static void whole(MutableConfigOverride config) {
        config.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
    }

    private static void texts(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /// The mapper itself, for frameworks that want one. It is shared: do not configure it.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /// @throws MalformedMessageException naming the field, never the value
    public static <T> T read(byte @Nullable [] json, Class<T> type) throws MalformedMessageException {
        return read(MAPPER.reader(), json, type);
    }

    private static <T> T read(ObjectReader reader, byte @Nullable [] json, Class<T> type)
            throws MalformedMessageException {
        if (json == null) {
            throw new MalformedMessageException("", "must not be null");
        }
        try {
            int from = byteOrderMark(json);
            return present(reader.readValue(json, from, json.length - from, type));
        } catch (NumberFormatException e) {
            // Jackson lets BigDecimal's own refusal through where a tree is read: 1e99999999999.
            throw new MalformedMessageException("", "holds a number that is too large or too small");
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /// The length of UTF-8's mark at the beginning, which editors leave there and a reader may ignore.
    private static int byteOrderMark(byte[] json) {
        boolean marked = json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    /// @throws MalformedMessageException naming the field, never the value
    public static <T> T read(JsonNode json, Class<T> type) throws MalformedMessageException {
        try {
            return present(MAPPER.treeToValue(json, type));
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
    }

    /// As [#read], but a field that is not known is refused too. For what people and programs bring of their own
    /// accord: a mistyped last day would leave a right open for ever.
    ///
    /// @throws MalformedMessageException naming the field, never the value
    public static <T> T readStrictly(byte @Nullable [] json, Class<T> type) throws MalformedMessageException {
        return read(STRICT, json, type);
    }

    /// As [#readStrictly] of bytes.
    ///
    /// @throws MalformedMessageException naming the field, never the value
    public static <T> T readStrictly(JsonNode json, Class<T> type) throws MalformedMessageException {
        try {
            return present(STRICT.forType(type).readValue(json));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /// Whether a name that somebody made up may be given back in an answer: short, plain and printable.
    public static boolean mayBeTold(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static <T> T present(T value) throws MalformedMessageException {
        if (value == null) {
            throw new MalformedMessageException("", "must not be null");
        }
        return value;
    }

    private static MalformedMessageException malformed(IOException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return new MalformedMessageException("", "is not well-formed JSON" + place(e));
        }
        List<JsonMappingException.Reference> references = mapping.getPath();
        List<JsonMappingException.Reference> told = told(references);
        String path = path(told);
        if (told.size() < references.size()) {
            // What is wrong is wrong with something that may not be named: it is no rule of what holds it.
            return new MalformedMessageException(path, "holds a field that is not known");
        }
        if (mapping.getCause() instanceof InvalidFieldException invalid) {
            return new MalformedMessageException(joined(path, invalid.field()), invalid.rule());
        }
        return new MalformedMessageException(path, rule(mapping));
    }

    private static String rule(JsonMappingException mapping) {
        return switch (mapping) {
            case InvalidNullException _ -> "must not be null";
            case UnrecognizedPropertyException _ -> "is a field that is not known";
            case MismatchedInputException missing
            when missing.getOriginalMessage().startsWith("Cannot map `null`") -> "is required";
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "must be one of " + List.of(format.getTargetType().getEnumConstants());
            case InvalidTypeIdException _ -> "is of no known kind";
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + kind(mismatch.getTargetType());
            case JsonMappingException range
            when range.getCause() instanceof InputCoercionException
                    || range.getCause() instanceof StreamConstraintsException -> "is out of range";
            default -> "is not well-formed JSON" + place(mapping);
        };
    }

    /// What a type is called by whoever writes JSON.
    private static String kind(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == BigDecimal.class) {
            return "a number";
        }
        if (type == LocalDate.class) {
            return "a date such as 2026-11-20";
        }
        if (type == LocalTime.class) {
            return "a time of day such as 21:30";
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-20T15:04:05Z";
        }
        if (type == Currency.class) {
            return "a currency's code such as USD";
        }
        if (type == ZoneId.class) {
            return "a time zone such as America/Chicago";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return isText(type) ? "a text" : "an object";
    }

    /// Texts, and the ids and the like that are written as one.
    private static boolean isText(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return type == String.class
                || (components != null && components.length == 1 && components[0].getType() == String.class);
    }

    /// Where in the text reading failed, as the end of a sentence; empty if that is not known.
    public static String place(IOException e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")"
                : "";
    }

    /// Up to a name that may not be told.
    private static List<JsonMappingException.Reference> told(List<JsonMappingException.Reference> references) {
        return references.stream()
                .takeWhile(reference -> reference.getFieldName() == null || mayBeTold(reference.getFieldName()))
                .toList();
    }

    private static String path(List<JsonMappingException.Reference> references) {
        return references.stream()
                .map(reference -> reference.getFieldName() != null
                        ? "." + reference.getFieldName()
                        : "[" + reference.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /// A record's constructor names its own field; a single-valued id already stands at the end of the path.
    private static String joined(String path, String field) {
        if (path.isEmpty() || path.equals(field) || path.endsWith("." + field)) {
            return path.isEmpty() ? field : path;
        }
        return path + "." + field;
    }
}
