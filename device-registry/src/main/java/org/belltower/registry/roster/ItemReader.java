package org.belltower.registry.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.model.CalendarId;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MalformedMessageException;
import org.belltower.registry.district.Calendar;
import org.belltower.registry.district.RosterSchool;

/// Reads one item, strictly: a field that is not known is refused too, because a mistyped `ends` would leave a right
/// open for ever. Whatever JSON it is given, it returns an item or fails naming the field.
final class ItemReader {
    /// Both are taken out of a path before anybody looks (RFC 3986, 5.2.4), so what is called so could not be asked
    /// for.
    private static final Set<String> OUT_OF_PATHS = Set.of(".", "..");

    private static final List<String> OPERATIONS = List.of("put", "delete");

    private ItemReader() {}

    /// What kind of item this is, as far as that can be told.
    static Optional<Kind> kind(JsonNode item) {
        String kind = item.path("kind").asText();
        return Arrays.stream(Kind.values())
                .filter(known -> known.text().equals(kind))
                .findFirst();
    }

    /// The item's id, as far as it has one that can be given back.
    static Optional<String> id(JsonNode item) {
        try {
            return Optional.of(text(item, "id"));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    /// @throws MalformedMessageException naming the field, never the value
    static RosterItem read(JsonNode json) throws MalformedMessageException {
        if (!(json instanceof ObjectNode item)) {
            throw new MalformedMessageException("", "must be an object");
        }
        String operation = text(item, "op");
        if (!OPERATIONS.contains(operation)) {
            throw new MalformedMessageException("op", "must be one of " + OPERATIONS);
        }
        text(item, "kind");
        Kind kind = kind(item).orElseThrow(() -> new MalformedMessageException("kind", "must be one of " + kinds()));
        ObjectNode fields = item.deepCopy();
        fields.remove(List.of("op", "kind"));
        if (kind == Kind.RELATIONSHIP) {
            return relationship(operation, fields);
        }
        String id = text(fields, "id");
        fields.remove("id");
        if (operation.equals("delete")) {
            nothingElse(fields);
            return new RosterItem.Delete(kind, id);
        }
        if (OUT_OF_PATHS.contains(id)) {
            throw new MalformedMessageException("id", "must not be . or ..");
        }
        return put(kind, id, fields);
    }

    private static RosterItem put(Kind kind, String id, ObjectNode fields) throws MalformedMessageException {
        return switch (kind) {
            case SCHOOL ->
                new RosterItem.PutSchool(new SchoolId(id), JsonCodec.readStrictly(fields, RosterSchool.class));
            case CALENDAR ->
                new RosterItem.PutCalendar(new CalendarId(id), JsonCodec.readStrictly(fields, Calendar.class));
            case SESSION -> {
                Session session = JsonCodec.readStrictly(fields, Session.class);
                if (id.equals(session.parent())) {
                    throw new MalformedMessageException("parent", "must be another session");
                }
                yield new RosterItem.PutSession(id, session);
            }
            case STUDENT -> new RosterItem.PutStudent(new StudentId(id), JsonCodec.readStrictly(fields, Student.class));
            case GUARDIAN ->
                new RosterItem.PutGuardian(new PersonId(id), JsonCodec.readStrictly(fields, Guardian.class));
            case FAMILY -> new RosterItem.PutFamily(id, JsonCodec.readStrictly(fields, Family.class));
            case CLASS -> new RosterItem.PutClass(id, JsonCodec.readStrictly(fields, SchoolClass.class));
            case CAMP -> new RosterItem.PutCamp(id, JsonCodec.readStrictly(fields, Camp.class));
            case ENROLLMENT -> new RosterItem.PutEnrollment(id, JsonCodec.readStrictly(fields, Enrollment.class));
            case RELATIONSHIP -> throw new IllegalArgumentException("a relationship has no id");
        };
    }

    /// The one kind that two ids name.
    private static RosterItem relationship(String operation, ObjectNode fields) throws MalformedMessageException {
        StudentId student = new StudentId(text(fields, "student"));
        PersonId guardian = new PersonId(text(fields, "guardian"));
        fields.remove(List.of("student", "guardian"));
        if (operation.equals("delete")) {
            nothingElse(fields);
            return new RosterItem.DeleteRelationship(student, guardian);
        }
        return new RosterItem.PutRelationship(student, guardian, JsonCodec.readStrictly(fields, Relationship.class));
    }

    private static String text(JsonNode item, String field) throws MalformedMessageException {
        JsonNode value = item.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new MalformedMessageException(field, "is required");
        }
        if (!value.isTextual()) {
            throw new MalformedMessageException(field, "must be a text");
        }
        try {
            return InvalidFieldException.text(field, value.textValue(), InvalidFieldException.LONGEST_ID);
        } catch (InvalidFieldException e) {
            throw new MalformedMessageException(field, e.rule());
        }
    }

    private static void nothingElse(ObjectNode fields) throws MalformedMessageException {
        if (!fields.isEmpty()) {
            throw unknown(fields.fieldNames().next());
        }
    }

    private static MalformedMessageException unknown(String field) {
        return JsonCodec.mayBeTold(field)
                ? new MalformedMessageException(field, "is a field that is not known")
                : new MalformedMessageException("", "holds a field that is not known");
    }

    private static String kinds() {
        return Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
