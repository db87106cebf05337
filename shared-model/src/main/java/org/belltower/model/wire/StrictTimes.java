package org.belltower.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/// Reads a time of day as hours and minutes, `21:30`, and nothing else: no seconds, no list of numbers, no
/// empty text.
final class StrictTimes extends StdDeserializer<LocalTime> {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int LENGTH = 5;

    StrictTimes() {
        super(LocalTime.class);
    }

    @Override
    public LocalTime deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() == LENGTH) {
            try {
                return LocalTime.parse(parser.getText());
            } catch (DateTimeParseException e) {
                return (LocalTime) context.handleWeirdStringValue(LocalTime.class, parser.getText(), "no time");
            }
        }
        return (LocalTime) context.handleUnexpectedToken(LocalTime.class, parser);
    }
}
