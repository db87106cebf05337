package org.belltower.ingest.schema.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.belltower.ingest.schema.EventSchemas;
import org.belltower.model.change.ChangeType;
import org.belltower.model.wire.JsonCodec;
import org.belltower.service.http.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What producers' events must look like. It tells what the documents tell, so it needs no token.
@Path("/v1/schemas")
@Tag(name = "schemas", description = "JSON Schemas of the types of events")
@PermitAll
public class SchemasResource {
    private static final String MEDIA_TYPE = "application/schema+json";

    private final EventSchemas schemas;

    SchemasResource(EventSchemas schemas) {
        this.schemas = schemas;
    }

    /// Where the schema of a type's data is.
    private record Listed(String type, String href) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirementsSet
    @Operation(operationId = "listSchemas", summary = "List the types of events and their schemas")
    @APIResponse(
            responseCode = "200",
            description = "One entry a type.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "EventSchemas")))
    public byte[] list() {
        List<Listed> listed = Arrays.stream(ChangeType.values())
                .map(ChangeType::typeName)
                .map(type -> new Listed(type, "/v1/schemas/" + type))
                .toList();
        return JsonCodec.write(listed);
    }

    @GET
    @Path("{type}")
    @Produces(MEDIA_TYPE)
    @SecurityRequirementsSet
    @Operation(operationId = "getSchema", summary = "Get the JSON Schema of a type's data", description = """
                    JSON Schema 2020-12 of the `data` of events of one type. What it cannot say: that a name stands only once \
                    in an object, how long and deep the event is, that a text holds no half of a surrogate pair, how many \
                    digits a number has after its point, and which currencies there are. Blanks around numbers, constants and \
                    currencies are passed over, and not offered. `POST /v1/events/check` tells of an event itself.""")
    @APIResponse(
            responseCode = "200",
            description = "The schema. It refers to no other document.",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", ref = "NoSuchType")
    public byte[] get(@PathParam("type") String type) {
        ChangeType known =
                ChangeType.named(type).orElseThrow(() -> ProblemException.notFound("There is no such type of events."));
        return JsonCodec.write(schemas.of(known));
    }
}
