package org.belltower.local.app.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Bytes and texts as a terminal may show them: nothing that moves its cursor, whoever wrote it.
final class Shown {
    private Shown() {}

    /// On one line.
    static String text(String text) {
        return text.codePoints()
                .mapToObj(c -> isPlain(c) ? Character.toString(c) : String.format("\\u%04X", c))
                .collect(Collectors.joining());
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// On one line: as text if they are UTF-8, else in Base64, and said so.
    static String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        try {
            return text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException noText) {
            return "(Base64) " + Base64.getEncoder().encodeToString(bytes);
        }
    }
}
