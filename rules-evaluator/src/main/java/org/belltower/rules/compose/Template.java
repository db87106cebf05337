package org.belltower.rules.compose;

import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts with placeholders, and what may stand in their place. Pure.
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /// "First strong isolate" and "pop directional isolate" (Unicode Standard Annex 9): what stands between them is
    /// ordered by its own direction, and orders nothing around it.
    private static final String ISOLATE = "\u2068";

    private static final String END_OF_ISOLATE = "\u2069";
    private static final String NOTHING = "–";

    private Template() {}

    static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    /// In one pass: what is put in is not looked at again.
    ///
    /// @param values of each placeholder
    static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> value(match, values));
    }

    private static String value(MatchResult placeholder, Map<String, String> values) {
        return Matcher.quoteReplacement(values.getOrDefault(placeholder.group(1), NOTHING));
    }

    /// A value that is not ours, as it may stand within a text of any direction (I-47).
    static String isolated(String value) {
        return ISOLATE + cleaned(value) + END_OF_ISOLATE;
    }

    /// Without what would order the text around it, break its line, or is no character at all.
    private static String cleaned(String value) {
        String clean = value.codePoints()
                .filter(c -> !isDisturbing(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return clean.isEmpty() ? NOTHING : clean;
    }

    private static boolean isDisturbing(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> isDirectional(c);
            default -> false;
        };
    }

    /// The twelve of Unicode's property Bidi_Control.
    private static boolean isDirectional(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
