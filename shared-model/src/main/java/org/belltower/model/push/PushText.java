package org.belltower.model.push;

import static org.belltower.model.InvalidFieldException.required;

/// What a phone shows of a push.
public record PushText(String title, String body) {
    /// The most bytes of title and body together, as JSON writes them in UTF-8: both providers carry 4,096, of which
    /// 3,800 are used, and what stands beside the text takes up to 300 with the longest district's id (I-39).
    public static final int MOST_BYTES = 3_500;

    private static final int ESCAPED = 2;
    private static final int ESCAPED_BY_NUMBER = 6;
    private static final int ESCAPED_BY_TWO_NUMBERS = 12;

    public PushText {
        required("title", title);
        required("body", body);
    }

    /// The most bytes that a text takes inside a JSON string of ours: UTF-8, and escapes of what JSON does not let
    /// stand as it is (RFC 8259, section 7) and of surrogate pairs, which Jackson escapes too.
    public static int bytes(String text) {
        int bytes = 0;
        int c;
        for (int at = 0; at < text.length(); at += Character.charCount(c)) {
            c = text.codePointAt(at);
            bytes += bytes(c);
        }
        return bytes;
    }

    private static int bytes(int c) {
        if (c == '"' || c == '\\') {
            return ESCAPED;
        }
        if (c < ' ') {
            return ESCAPED_BY_NUMBER;
        }
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(c) ? 3 : ESCAPED_BY_TWO_NUMBERS;
    }

    public boolean fits() {
        return bytes(title) + bytes(body) <= MOST_BYTES;
    }

    /// Without the text: it may hold names.
    @Override
    public String toString() {
        return "PushText[masked]";
    }
}
