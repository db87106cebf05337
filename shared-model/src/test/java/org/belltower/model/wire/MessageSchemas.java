package org.belltower.model.wire;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of the records as [JsonCodec] writes them.
final class MessageSchemas {
    /// What the codec writes as text, with its format.
    private static final Map<Class<?>, String> TEXTS = Map.of(
            Instant.class, "date-time",
            LocalDate.class, "date",
            ZoneId.class, "IANA time zone",
            Currency.class, "ISO 4217");

    private final SchemaGenerator generator;

    MessageSchemas() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        JsonCodec.mapper(), SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(
                        Option.INLINE_ALL_SCHEMAS,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        builder.forFields().withRequiredCheck(MessageSchemas::isRequired);
        builder.forTypesInGeneral().withCustomDefinitionProvider(MessageSchemas::asText);
        generator = new SchemaGenerator(builder.build());
    }

    JsonNode of(Class<?> type) {
        return generator.generateSchema(type);
    }

    private static boolean isRequired(FieldScope field) {
        return !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable CustomDefinition asText(ResolvedType type, SchemaGenerationContext context) {
        String format = TEXTS.get(type.getErasedType());
        if (format != null) {
            ObjectNode text = JsonCodec.mapper().createObjectNode();
            text.put("type", "string").put("format", format);
            return new CustomDefinition(text);
        }
        return singleValue(type.getErasedType())
                .map(method -> new CustomDefinition(
                        context.createDefinition(context.getTypeContext().resolve(method.getGenericReturnType()))))
                .orElse(null);
    }

    private static Optional<Method> singleValue(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst();
    }
}
