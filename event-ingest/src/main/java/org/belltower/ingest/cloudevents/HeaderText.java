package org.belltower.ingest.cloudevents;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/// The text of a `ce-` header: quotes taken off, then percent-decoded once (CloudEvents HTTP protocol binding 1.0,
/// section 3.1.3.2; RFC 7230, section 3.2.6; RFC 3986, section 2.4).
final class HeaderText {
    private HeaderText() {}

    /// @return empty if it is not ASCII, or if what is percent-encoded is not UTF-8
    static Optional<String> decode(String header) {
        if (header.chars().anyMatch(c -> c > 0x7e)) {
            return Optional.empty();
        }
        String value = unquoted(header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (isHex(value, i + 1) && isHex(value, i + 2)) {
                bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return Utf8.decode(bytes.toByteArray()).map(String::valueOf);
    }

    private static boolean isHex(String text, int index) {
        return index < text.length() && HexFormat.isHexDigit(text.charAt(index));
    }

    private static String unquoted(String header) {
        String value = header.strip();
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() - 1) {
                i++;
                c = value.charAt(i);
            }
            text.append(c);
        }
        return text.toString();
    }
}
