package org.belltower.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.ChangeCodec;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.docs.CommittedDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The published schemas say of each type all that its record has. Write the committed copies anew with
/// `mvn verify -pl event-ingest -am -Dtest=EventSchemasTest -Dbelltower.docs=write`.
class EventSchemasTest {
    /// Beside the record's: what a producer may say of the district is checked against the token.
    private static final String DISTRICT = "district";

    private final EventSchemas schemas = EventSchemas.load();

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /// What a name of the schema stands for.
    private static JsonNode resolved(JsonNode schema, JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null
                ? node
                : resolved(schema, schema.at(reference.textValue().substring(1)));
    }

    @ParameterizedTest
    @EnumSource(ChangeType.class)
    void the_committed_copies_are_what_is_served(ChangeType type) throws IOException {
        CommittedDocument.named("schemas/" + type.typeName() + ".json")
                .assertIs(JsonCodec.mapper()
                                .writer()
                                .with(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(schemas.of(type))
                        + "\n");
    }

    @ParameterizedTest
    @EnumSource(ChangeType.class)
    void every_component_of_a_record_is_a_property_and_is_required_unless_it_may_be_missing(ChangeType type) {
        JsonNode schema = schemas.of(type);
        List<String> components = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.dataClass().getRecordComponents()) {
            components.add(component.getName());
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        assertThat(schema.get("required")).as("required").isNotNull();
        assertThat(texts(schema.get("required"))).containsExactlyInAnyOrderElementsOf(required);
        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .filteredOn(name -> !name.equals(DISTRICT))
                .containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @EnumSource(ChangeType.class)
    void every_constant_of_an_enum_is_told(ChangeType type) {
        JsonNode schema = schemas.of(type);
        for (RecordComponent component : type.dataClass().getRecordComponents()) {
            if (component.getType().isEnum()) {
                JsonNode property = schema.at("/properties/" + component.getName());
                assertThat(texts(resolved(schema, property).get("enum")))
                        .filteredOn(constant -> !constant.equals("null"))
                        .containsExactlyElementsOf(
                                Arrays.stream(component.getType().getEnumConstants())
                                        .map(Object::toString)
                                        .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ChangeType.class)
    void the_type_and_each_of_its_fields_are_described(ChangeType type) {
        JsonNode schema = schemas.of(type);
        assertThat(schema.path("description").asText()).isNotBlank();
        schema.get("properties")
                .properties()
                .forEach(property -> assertThat(property.getValue()
                                .path("description")
                                .asText(resolved(schema, property.getValue())
                                        .path("description")
                                        .asText()))
                        .as(property.getKey())
                        .isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(ChangeType.class)
    void a_schema_is_one_of_2020_12_and_stands_for_itself(ChangeType type) {
        JsonNode schema = schemas.of(type);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        assertThat(factory.getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema))
                .isEmpty();
        assertThat(schema.get("$id").textValue()).endsWith(type.typeName());
        assertThat(schema.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                schema.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(ChangeType.class)
    void its_examples_are_such_data(ChangeType type) throws Exception {
        JsonNode schema = schemas.of(type);
        assertThat(schema.get("examples")).isNotEmpty();
        for (JsonNode example : schema.get("examples")) {
            assertThat(new PublishedSchema(schema).accepts(example))
                    .as(example.toString())
                    .isTrue();
            assertThat(ChangeCodec.change(type.typeName(), example)).isInstanceOf(type.dataClass());
        }
    }
}
