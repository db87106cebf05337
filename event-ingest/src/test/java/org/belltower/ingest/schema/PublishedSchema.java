package org.belltower.ingest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/// A schema as a producer uses it, by a validator that knows nothing of ours. Formats are asserted.
final class PublishedSchema {
    private final JsonSchema schema;

    PublishedSchema(JsonNode schema) {
        this.schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    boolean accepts(JsonNode data) {
        return schema.validate(data, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .isEmpty();
    }
}
