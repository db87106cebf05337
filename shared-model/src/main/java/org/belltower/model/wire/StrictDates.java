package org.belltower.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// Reads a date as RFC 3339 writes a full-date, `2026-11-20`, and nothing else: not the empty text, no count of days,
/// no instant, no year of more than four digits, which databases do not hold.
final class StrictDates extends StdDeserializer<LocalDate> {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int LENGTH = 10;

    StrictDates() {
        super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() == LENGTH) {
            try {
                return LocalDate.parse(parser.getText());
            } catch (DateTimeParseException e) {
                return (LocalDate) context.handleWeirdStringValue(LocalDate.class, parser.getText(), "no date");
            }
        }
        return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
    }
}
