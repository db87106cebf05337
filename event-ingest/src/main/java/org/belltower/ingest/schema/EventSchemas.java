package org.belltower.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.JsonCodec;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The JSON Schema (2020-12) of the `data` of each type of events, cut out of the service's OpenAPI
/// document: 3.1 has the same schemas, so that what is said of a field is said once. Each schema stands
/// for itself. Immutable.
public final class EventSchemas {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String THERE = "#/components/schemas/";
    private static final String HERE = "#/$defs/";
    private static final JsonMapper MAPPER = JsonCodec.mapper();

    private static final String DOCUMENT = "/META-INF/openapi.yaml";

    private final JsonNode components;

    private EventSchemas(JsonNode document) {
        this.components = document.required("components");
    }

    /// Reads the part of the service's OpenAPI document that is written by hand: it has a component for
    /// each type, named as its data's class.
    public static EventSchemas load() {
        try (InputStream document =
                Objects.requireNonNull(EventSchemas.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
            return new EventSchemas(MAPPER.valueToTree(read));
        } catch (IOException e) {
            throw new UncheckedIOException("the service's own document cannot be read", e);
        }
    }

    /// @return not shared
    public ObjectNode of(ChangeType type) {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", "urn:belltower:" + type.typeName());
        schema.put("title", type.typeName());
        schema.setAll((ObjectNode) component(type.dataClass().getSimpleName()));
        schema.set("examples", examples(type));
        ObjectNode definitions = schema.putObject("$defs");
        Set<String> wanted = referred(schema);
        while (!wanted.isEmpty()) {
            wanted.forEach(name -> definitions.set(name, component(name)));
            wanted = referred(definitions);
            wanted.removeIf(definitions::has);
        }
        pointHere(schema);
        return schema;
    }

    private JsonNode component(String name) {
        return components.required("schemas").required(name).deepCopy();
    }

    private ArrayNode examples(ChangeType type) {
        ArrayNode examples = MAPPER.createArrayNode();
        for (JsonNode example : components.required("examples")) {
            JsonNode event = example.required("value");
            if (type.typeName().equals(event.required("type").textValue())) {
                examples.add(event.required("data"));
            }
        }
        return examples;
    }

    /// The components that a schema refers to.
    private static Set<String> referred(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        for (String reference : schema.findValuesAsText("$ref")) {
            if (reference.startsWith(THERE)) {
                names.add(reference.substring(THERE.length()));
            }
        }
        return names;
    }

    private static void pointHere(JsonNode schema) {
        for (JsonNode parent : schema.findParents("$ref")) {
            String reference = parent.required("$ref").asText();
            ((ObjectNode) parent).put("$ref", reference.replace(THERE, HERE));
        }
    }
}
