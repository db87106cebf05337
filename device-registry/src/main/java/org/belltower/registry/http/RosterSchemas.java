package org.belltower.registry.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.RosterSchool;
import org.belltower.registry.page.PageRequest;
import org.belltower.registry.roster.Camp;
import org.belltower.registry.roster.Enrollment;
import org.belltower.registry.roster.Family;
import org.belltower.registry.roster.Guardian;
import org.belltower.registry.roster.Kind;
import org.belltower.registry.roster.Relationship;
import org.belltower.registry.roster.RosterImport;
import org.belltower.registry.roster.SchoolClass;
import org.belltower.registry.roster.Session;
import org.belltower.registry.roster.Student;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/// The shapes of a roster's items and lists, from the records that read and write them. An item and a row of a list
/// are a record's fields with others beside them, in one object: something that a Java type does not say.
final class RosterSchemas {
    private static final String SCHEMAS = "#/components/schemas/";

    private RosterSchemas() {}

    static void addTo(Components components) {
        Schema item = OASFactory.createSchema().description("What to put or to delete");
        Discriminator kinds = OASFactory.createDiscriminator().propertyName("kind");
        for (Kind kind : Kind.values()) {
            Class<? extends Record> type = type(kind);
            String name = name(kind);
            components.addSchema(name + "Item", item(kind, type));
            components.addSchema(name + "Row", row(kind, type));
            components.addSchema(name + "List", page(name + "Row"));
            item.addOneOf(ref(name + "Item"));
            kinds.addMapping(kind.text(), SCHEMAS + name + "Item");
        }
        components.addSchema("RosterItem", item.discriminator(kinds));
        components.addSchema(
                "Roster",
                object(List.of("items"))
                        .addProperty("items", array(ref("RosterItem")).maxItems(RosterImport.MOST)));
        components.addSchema("RosterItemAnswer", answer());
        components.addSchema(
                "RosterAnswer", object(List.of("items")).addProperty("items", array(ref("RosterItemAnswer"))));
    }

    private static Class<? extends Record> type(Kind kind) {
        return switch (kind) {
            case SCHOOL -> RosterSchool.class;
            case CALENDAR -> Calendar.class;
            case SESSION -> Session.class;
            case STUDENT -> Student.class;
            case GUARDIAN -> Guardian.class;
            case RELATIONSHIP -> Relationship.class;
            case FAMILY -> Family.class;
            case CLASS -> SchoolClass.class;
            case CAMP -> Camp.class;
            case ENROLLMENT -> Enrollment.class;
        };
    }

    private static String name(Kind kind) {
        return kind.name().charAt(0) + kind.text().substring(1);
    }

    private static Map<String, Schema> ids(Kind kind) {
        Map<String, Schema> ids = new LinkedHashMap<>();
        for (String id : kind == Kind.RELATIONSHIP ? List.of("student", "guardian") : List.of("id")) {
            ids.put(id, text());
        }
        return ids;
    }

    /// A deletion has no more than the ids, so nothing else is required.
    private static Schema item(Kind kind, Class<? extends Record> type) {
        List<String> required = new ArrayList<>(List.of("op", "kind"));
        required.addAll(ids(kind).keySet());
        List<String> toPut = required(type);
        Schema item = object(required)
                .addProperty("op", text().enumeration(List.of("put", "delete")))
                .addProperty("kind", text().enumeration(List.of(kind.text())));
        ids(kind).forEach(item::addProperty);
        fields(type).forEach(item::addProperty);
        return toPut.isEmpty() ? item : item.description("To put it, also required: " + String.join(", ", toPut));
    }

    private static Schema row(Kind kind, Class<? extends Record> type) {
        List<String> required = new ArrayList<>(ids(kind).keySet());
        required.addAll(required(type));
        Schema row = object(required);
        ids(kind).forEach(row::addProperty);
        fields(type).forEach(row::addProperty);
        return row;
    }

    private static Schema page(String row) {
        return object(List.of("items"))
                .addProperty("items", array(ref(row)).maxItems(PageRequest.MOST))
                .addProperty("next", text().description("What to give as after; left out on the last page"));
    }

    private static Schema answer() {
        return object(List.of("index", "status"))
                .addProperty("index", number())
                .addProperty(
                        "kind",
                        text().enumeration(Arrays.stream(Kind.values())
                                .<Object>map(Kind::text)
                                .toList()))
                .addProperty("id", text())
                .addProperty(
                        "status",
                        number().description(
                                        "201: created, 200: changed or deleted, 204: it was so already, else refused"))
                .addProperty("problem", ref("Problem"));
    }

    private static Map<String, Schema> fields(Class<? extends Record> type) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(name(component), schema(component.getGenericType()));
        }
        return fields;
    }

    private static List<String> required(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RosterSchemas::name)
                .toList();
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static Schema schema(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() instanceof Class<?> raw) {
            if (!Collection.class.isAssignableFrom(raw)) {
                throw new IllegalArgumentException("no list: " + type);
            }
            return array(schema(list.getActualTypeArguments()[0]));
        }
        Class<?> simple = (Class<?>) type;
        if (simple == boolean.class || simple == Boolean.class) {
            return OASFactory.createSchema().addType(SchemaType.BOOLEAN);
        }
        if (simple == int.class) {
            return number();
        }
        if (simple == LocalDate.class) {
            return text().format("date");
        }
        if (simple.isEnum()) {
            return text().enumeration(Arrays.stream(Objects.requireNonNull(simple.getEnumConstants()))
                    .<Object>map(constant -> ((Enum<?>) constant).name())
                    .toList());
        }
        if (simple.isRecord() && simple.getRecordComponents().length > 1) {
            Class<? extends Record> nested = simple.asSubclass(Record.class);
            Schema object = object(required(nested));
            fields(nested).forEach(object::addProperty);
            return object;
        }
        // Ids, zones and names.
        return text();
    }

    private static Schema object(List<String> required) {
        Schema object = OASFactory.createSchema().addType(SchemaType.OBJECT);
        return required.isEmpty() ? object : object.required(required);
    }

    private static Schema array(Schema items) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Schema number() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32");
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref(SCHEMAS + name);
    }
}
