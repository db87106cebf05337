package org.belltower.registry.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.model.credential.CredentialFacts;
import org.belltower.model.wire.Problem;
import org.belltower.registry.audit.AuditEntry;
import org.belltower.registry.device.App;
import org.belltower.registry.device.MyDevice;
import org.belltower.registry.device.Registration;
import org.belltower.registry.device.http.NewPermission;
import org.belltower.registry.device.http.NewToken;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.ContactPreferences;
import org.belltower.registry.district.DisplayOptions;
import org.belltower.registry.district.District;
import org.belltower.registry.district.MasterSwitch;
import org.belltower.registry.district.PortalOptions;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.district.School;
import org.belltower.registry.district.http.NewDistrict;
import org.belltower.registry.page.Filters;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.platform.Handset;
import org.belltower.registry.platform.PlatformRule;
import org.belltower.registry.preference.ChosenCategory;
import org.belltower.registry.preference.DevicePreferences;
import org.belltower.registry.preference.MyDevicePreferences;
import org.belltower.registry.preference.MyPreferences;
import org.belltower.registry.preference.Preferences;
import org.belltower.registry.preference.QuietHours;
import org.belltower.registry.roster.Enrollment;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.Session;
import org.belltower.registry.roster.Student;
import org.belltower.registry.settings.Activity;
import org.belltower.registry.settings.EffectiveCategory;
import org.belltower.registry.settings.EffectiveSettings;
import org.belltower.registry.subscription.Choice;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Says in the contract what stands in the code: a record's component is required unless it may be null, and every
/// refusal is a problem (RFC 9457).
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {
    private static final List<Class<? extends Record>> RECORDS = List.of(
            District.class,
            NewDistrict.class,
            MasterSwitch.class,
            PortalOptions.class,
            DisplayOptions.class,
            ContactPreferences.class,
            AuditEntry.class,
            AuditEntry.Actor.class,
            AuditEntry.Subject.class,
            School.class,
            RosterSchool.class,
            Calendar.class,
            Student.class,
            Relationship.class,
            App.class,
            App.Apns.class,
            App.Fcm.class,
            CredentialFacts.class,
            Registration.class,
            NewToken.class,
            NewPermission.class,
            MyDevice.class,
            MyDevice.NotSupported.class,
            Handset.class,
            PlatformRule.class,
            Choice.class,
            Preferences.class,
            DevicePreferences.class,
            QuietHours.class,
            MyPreferences.class,
            MyDevicePreferences.class,
            ChosenCategory.class,
            Activity.class,
            EffectiveCategory.class,
            EffectiveSettings.class,
            EffectiveSettings.StudentSettings.class,
            EffectiveSettings.Detail.class);
    /// What came later: a body from before lacks it.
    private static final Map<Class<? extends Record>, Set<String>> MAY_BE_LEFT_OUT =
            Map.of(App.class, Set.of("areas", "kind", "audience"));

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        Map<String, Schema> schemas = contract.getComponents().getSchemas();
        for (Class<? extends Record> type : RECORDS) {
            Schema schema = schemas.get(type.getSimpleName());
            if (schema != null) {
                schema.setRequired(required(type));
            }
        }
        contract.getComponents().addSchema("Choices", choices());
        contract.getComponents().addSchema("Problem", problem());
        RightsSchemas.addTo(contract.getComponents());
        RosterSchemas.addTo(contract.getComponents());
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> {
                    refusals(operation);
                    parameters(operation);
                });
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().entrySet().stream())
                .filter(operation -> operation.getKey() != PathItem.HttpMethod.GET)
                .forEach(operation -> unpublished(operation.getValue()));
    }

    /// What the code takes as text because it tells better what is wrong with it.
    private static void parameters(Operation operation) {
        for (Parameter parameter :
                Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            switch (parameter.getName()) {
                case "limit" ->
                    parameter
                            .description("How many at most")
                            .schema(OASFactory.createSchema()
                                    .addType(Schema.SchemaType.INTEGER)
                                    .minimum(BigDecimal.ONE)
                                    .maximum(BigDecimal.valueOf(PageRequest.MOST))
                                    .defaultValue(PageRequest.DEFAULT_LIMIT));
                case "after" -> parameter.description("The last key of the page before; left out for the first page");
                case "sort" ->
                    parameter
                            .description("In which order; by name only where there are names")
                            .schema(OASFactory.createSchema()
                                    .addType(Schema.SchemaType.STRING)
                                    .enumeration(List.of("id", "name"))
                                    .defaultValue("id"));
                case "except" -> parameter.description("The installation to stay signed in on");
                case "subjectKind" -> parameter.description("What was changed").schema(oneOf(AuditEntry.Subject.KINDS));
                case "actorKind" ->
                    parameter.description("What kind of actor changed it").schema(oneOf(AuditEntry.Actor.KINDS));
                case "from" -> parameter.description("The first moment, RFC 3339");
                case "to" -> parameter.description("The moment from which none is wanted, RFC 3339");
                case "type" ->
                    parameter
                            .description("One of the types")
                            .schema(oneOf(Filters.names(types(operation.getOperationId()))));
                case "Idempotency-Key" ->
                    parameter.description("The call's own name, 1 to 255 characters: under it the call is done once");
                default -> parameter.description("An id: 1 to 255 characters, no control characters");
            }
        }
    }

    private static Class<? extends Enum<?>> types(String list) {
        return switch (list) {
            case "listSessions" -> Session.Type.class;
            case "listEnrollments" -> Enrollment.Type.class;
            default -> throw new IllegalStateException("say here which types " + list + " filters by");
        };
    }

    private static Schema oneOf(List<String> values) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).enumeration(List.copyOf(values));
    }

    private static List<String> required(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .filter(name -> !MAY_BE_LEFT_OUT.getOrDefault(type, Set.of()).contains(name))
                .toList();
    }

    /// Stands in a body as the map that it holds.
    private static Schema choices() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("By category")
                .additionalPropertiesSchema(OASFactory.createSchema().ref("#/components/schemas/Choice"));
    }

    private static Schema problem() {
        Schema text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        Schema error = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("field", text)
                .addProperty("detail", text);
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457")
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text)
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error));
    }

    /// What a call says itself of its 503 comes first.
    private static void unpublished(Operation operation) {
        APIResponse own = operation.getResponses().getAPIResponse("503");
        String before = own == null ? "" : own.getDescription() + " Or: ";
        operation
                .getResponses()
                .addAPIResponse(
                        "503",
                        problem(before
                                + "Stored, but Kafka has not acknowledged it in time: it will be published as soon as Kafka"
                                + " takes it. Repeating the call after Retry-After is safe."));
    }

    private static void refusals(Operation operation) {
        List.of("400", "401", "403").forEach(operation.getResponses()::removeAPIResponse);
        operation.getResponses().addAPIResponse("default", problem("Refused, with what is wrong; nothing was changed"));
    }

    private static APIResponse problem(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
}
