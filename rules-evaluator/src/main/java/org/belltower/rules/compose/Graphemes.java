package org.belltower.rules.compose;

import java.text.BreakIterator;
import java.util.Locale;
import org.belltower.model.push.PushText;

/// Cuts a text where a reader sees the end of a character: between extended grapheme clusters (Unicode Standard
/// Annex 29), by which the JDK's iterator has gone since version 20. What was cut says so by an ellipsis, and ends the
/// isolates that it had begun. Pure.
final class Graphemes {
    private static final String ELLIPSIS = "…";
    private static final String ISOLATE = "\u2068";
    private static final String END_OF_ISOLATE = "\u2069";

    private Graphemes() {}

    /// @param most bytes of the whole, by [PushText#bytes]
    /// @return the text, or as much of its beginning as fits; nothing if not even an ellipsis does
    static String cut(String text, int most) {
        if (PushText.bytes(text) <= most) {
            return text;
        }
        BreakIterator ends = BreakIterator.getCharacterInstance(Locale.ROOT);
        ends.setText(text);
        String longest = "";
        int bytes = 0;
        int open = 0;
        int from = 0;
        for (int end = 0; end != BreakIterator.DONE && bytes <= most; end = ends.next()) {
            String grapheme = text.substring(from, end);
            bytes += PushText.bytes(grapheme);
            open = Math.max(0, open + opened(grapheme));
            from = end;
            String ending = ELLIPSIS + END_OF_ISOLATE.repeat(open);
            if (bytes + PushText.bytes(ending) <= most) {
                longest = text.substring(0, end) + ending;
            }
        }
        return longest;
    }

    /// A formatting character is a grapheme of its own.
    private static int opened(String grapheme) {
        return switch (grapheme) {
            case ISOLATE -> 1;
            case END_OF_ISOLATE -> -1;
            default -> 0;
        };
    }
}
