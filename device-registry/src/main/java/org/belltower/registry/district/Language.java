package org.belltower.registry.district;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A language that there are words in for families, by its BCP 47 tag.
public enum Language {
    EN,
    ES;

    @JsonValue
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return tag();
    }
}
