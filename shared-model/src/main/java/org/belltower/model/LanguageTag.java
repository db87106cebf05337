package org.belltower.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A language that a family is written to in, by its BCP 47 tag. Whoever has no words in it falls back to
/// another one: a tag that is not known is no error.
public record LanguageTag(@JsonValue String value) {
    /// Of a district that says nothing else.
    public static final LanguageTag ENGLISH = new LanguageTag("en");

    /// What RFC 5646 (4.4.1) wants everybody to be able to hold.
    private static final int LONGEST = 35;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LanguageTag {
        InvalidFieldException.text("language", value, LONGEST);
    }

    /// Undetermined if it is no tag at all.
    public Locale locale() {
        return Locale.forLanguageTag(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
