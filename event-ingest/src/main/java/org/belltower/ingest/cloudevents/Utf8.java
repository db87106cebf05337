package org.belltower.ingest.cloudevents;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// UTF-8 as it must be, with nothing replaced: JSON between systems is UTF-8 (RFC 8259, section 8.1).
final class Utf8 {
    private Utf8() {}

    /// @return empty if the bytes are not UTF-8
    static Optional<char[]> decode(byte[] bytes) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            char[] chars = new char[decoded.remaining()];
            decoded.get(chars);
            return Optional.of(chars);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// How many bytes these characters were.
    static int length(char[] chars, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            // Each half of a surrogate pair stands for two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
