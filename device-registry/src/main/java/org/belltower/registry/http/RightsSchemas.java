package org.belltower.registry.http;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import org.belltower.model.right.Right;
import org.belltower.model.right.StaffTool;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// Tool rights stand in a body as the map that they hold, and what was audited as the fields that it had.
final class RightsSchemas {
    private RightsSchemas() {}

    static void addTo(Components components) {
        Schema rights = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("By tool; one that is left out has no right");
        for (StaffTool tool : StaffTool.values()) {
            rights.addProperty(tool.name(), rights(tool));
        }
        components.addSchema("ToolRights", rights);
        components.addSchema(
                "Right",
                OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .enumeration(Arrays.stream(Right.values())
                                .<Object>map(Right::name)
                                .toList()));
        Schema entry = components.getSchemas().get("AuditEntry");
        if (entry != null) {
            for (String side : List.of("before", "after")) {
                entry.addProperty(
                        side,
                        OASFactory.createSchema()
                                .addType(SchemaType.OBJECT)
                                .description(side.equals("before") ? "Left out if it came" : "Left out if it went")
                                .additionalPropertiesSchema(OASFactory.createSchema()));
            }
        }
    }

    /// What is told may also hold others, from before they were refused.
    private static Schema rights(StaffTool tool) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .description("To be given: "
                        + tool.rights().stream().map(Right::name).collect(joining(", ")))
                .items(OASFactory.createSchema().ref("#/components/schemas/Right"));
    }
}
