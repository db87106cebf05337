package org.belltower.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.belltower.model.Area;
import org.belltower.model.CalendarId;
import org.belltower.model.Category;
import org.belltower.model.DeviceId;
import org.belltower.model.DistrictId;
import org.belltower.model.PersonId;
import org.belltower.model.SchoolId;
import org.belltower.model.StudentId;
import org.belltower.model.change.EventId;
import org.belltower.model.gate.Place;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.model.push.PushId;
import org.belltower.model.push.PushText;
import org.jspecify.annotations.Nullable;

/// Reads a push exactly as [JsonCodec] writes it, field after field in its order. The dispatcher
/// reads each push once, and this takes a quarter of the time that the general reader takes
/// (`docs/performance.md`).
///
/// It refuses nothing: what is written in any other way, right or wrong, is left to the general
/// reader, which also says what is wrong with it. So a field that a newer writer adds costs time,
/// and nothing else.
///
/// Not thread-safe: one for each push.
final class PushReader {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private static final SerializableString ACCEPTED = new SerializedString("accepted");
    private static final SerializableString AREA = new SerializedString("area");
    private static final SerializableString AUDIENCE_VERSION = new SerializedString("audienceVersion");
    private static final SerializableString BODY = new SerializedString("body");
    private static final SerializableString CALENDAR = new SerializedString("calendar");
    private static final SerializableString CALENDARS = new SerializedString("calendars");
    private static final SerializableString CATEGORY = new SerializedString("category");
    private static final SerializableString CAUSE = new SerializedString("cause");
    private static final SerializableString CLIENT = new SerializedString("client");
    private static final SerializableString CREATED = new SerializedString("created");
    private static final SerializableString DETAILED = new SerializedString("detailed");
    private static final SerializableString DEVICE = new SerializedString("device");
    private static final SerializableString DISTRICT = new SerializedString("district");
    private static final SerializableString EVENT = new SerializedString("event");
    private static final SerializableString EXPIRES = new SerializedString("expires");
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString KIND = new SerializedString("kind");
    private static final SerializableString PERSON = new SerializedString("person");
    private static final SerializableString PLACE = new SerializedString("place");
    private static final SerializableString SCHOOL = new SerializedString("school");
    private static final SerializableString SESSION_EPOCH = new SerializedString("sessionEpoch");
    private static final SerializableString SOURCE = new SerializedString("source");
    private static final SerializableString STUDENT = new SerializedString("student");
    private static final SerializableString TITLE = new SerializedString("title");
    private static final SerializableString UNTIL = new SerializedString("until");

    private final JsonParser json;

    private PushReader(JsonParser json) {
        this.json = json;
    }

    /// @return null if it is not written as the suite writes it
    static @Nullable Push read(byte[] value) {
        try (JsonParser json = FACTORY.createParser(value)) {
            Push push = new PushReader(json).push();
            return json.nextToken() == null ? push : null;
        } catch (IOException | DateTimeException | IllegalArgumentException _) {
            return null;
        }
    }

    /// What is there is not what is written.
    private static final class OtherwiseException extends IOException {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    private Push push() throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT);
        Area area = Area.valueOf(text(AREA));
        String body = text(BODY);
        begin(CAUSE);
        PushCause cause = cause();
        Instant created = instant(CREATED);
        @Nullable PushText detailed = null;
        if (json.nextFieldName(DETAILED)) {
            detailed = detailed();
            require(json.nextFieldName(DEVICE));
        } else {
            require("device".equals(json.currentName()));
        }
        DeviceId device = new DeviceId(value());
        DistrictId district = new DistrictId(text(DISTRICT));
        Instant expires = instant(EXPIRES);
        PushId id = new PushId(uuid(text(ID)));
        PersonId person = new PersonId(text(PERSON));
        long sessionEpoch = number(SESSION_EPOCH);
        String title = text(TITLE);
        end();
        return new Push(
                id, district, device, person, sessionEpoch, cause, area, title, body, created, expires, detailed);
    }

    private PushText detailed() throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT);
        String body = text(BODY);
        String title = text(TITLE);
        end();
        return new PushText(title, body);
    }

    private PushCause cause() throws IOException {
        return switch (text(KIND)) {
            case "change" -> change();
            case "test" -> {
                end();
                yield new PushCause.TestCause();
            }
            default -> throw new OtherwiseException();
        };
    }

    private PushCause change() throws IOException {
        @Nullable Instant accepted = null;
        if (json.nextFieldName(ACCEPTED)) {
            accepted = Instants.read(value());
            require(json.nextFieldName(AUDIENCE_VERSION));
        } else {
            require("audienceVersion".equals(json.currentName()));
        }
        long audienceVersion = number();
        Category category = Category.valueOf(text(CATEGORY));
        begin(EVENT);
        EventId event = event();
        begin(PLACE);
        Place place = place();
        StudentId student = new StudentId(text(STUDENT));
        @Nullable LocalDate until = null;
        if (json.nextFieldName(UNTIL)) {
            until = Instants.day(value());
            end();
        } else {
            require(json.currentToken() == JsonToken.END_OBJECT);
        }
        return new PushCause.ChangeCause(event, category, student, audienceVersion, place, until, accepted);
    }

    private EventId event() throws IOException {
        String client = text(CLIENT);
        String id = text(ID);
        String source = text(SOURCE);
        end();
        return new EventId(client, source, id);
    }

    private Place place() throws IOException {
        return switch (text(KIND)) {
            case "calendar" -> {
                CalendarId calendar = new CalendarId(text(CALENDAR));
                SchoolId school = new SchoolId(text(SCHOOL));
                end();
                yield new Place.InCalendar(school, calendar);
            }
            case "enrolled" -> {
                Set<CalendarId> calendars = calendars();
                end();
                yield new Place.Enrolled(calendars);
            }
            default -> throw new OtherwiseException();
        };
    }

    private Set<CalendarId> calendars() throws IOException {
        require(json.nextFieldName(CALENDARS) && json.nextToken() == JsonToken.START_ARRAY);
        Set<CalendarId> calendars = new HashSet<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            calendars.add(new CalendarId(json.getText()));
        }
        require(json.currentToken() == JsonToken.END_ARRAY);
        return calendars;
    }

    private void begin(SerializableString name) throws IOException {
        require(json.nextFieldName(name) && json.nextToken() == JsonToken.START_OBJECT);
    }

    private void end() throws IOException {
        require(json.nextToken() == JsonToken.END_OBJECT);
    }

    private String text(SerializableString name) throws IOException {
        require(json.nextFieldName(name));
        return value();
    }

    private String value() throws IOException {
        String text = json.nextTextValue();
        if (text == null) {
            throw new OtherwiseException();
        }
        return text;
    }

    private Instant instant(SerializableString name) throws IOException {
        return Instants.read(text(name));
    }

    private long number(SerializableString name) throws IOException {
        require(json.nextFieldName(name));
        return number();
    }

    private long number() throws IOException {
        require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    /// The JDK takes more than it writes: short parts, signs.
    private static UUID uuid(String text) throws IOException {
        UUID uuid = UUID.fromString(text);
        require(uuid.toString().equals(text));
        return uuid;
    }

    private static void require(boolean asWritten) throws IOException {
        if (!asWritten) {
            throw new OtherwiseException();
        }
    }
}
