package org.belltower.benchmarks.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A text with a gap in it, in one place or more.
final class Blank {
    private final List<byte[]> pieces;
    private final int length;

    private Blank(List<byte[]> pieces) {
        this.pieces = pieces;
        this.length = pieces.stream().mapToInt(piece -> piece.length).sum();
    }

    /// @param gap what stands where the gap is to be
    /// @throws IllegalArgumentException if that stands nowhere
    static Blank of(byte[] text, Pattern gap) {
        List<byte[]> pieces = Stream.of(gap.split(new String(text, StandardCharsets.UTF_8), -1))
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toList();
        if (pieces.size() < 2) {
            throw new IllegalArgumentException("nothing in it matches " + gap);
        }
        return new Blank(pieces);
    }

    /// @param filling for each gap
    byte[] filled(String filling) {
        byte[] bytes = filling.getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(length + (pieces.size() - 1) * bytes.length);
        text.put(pieces.getFirst());
        for (byte[] piece : pieces.subList(1, pieces.size())) {
            text.put(bytes).put(piece);
        }
        return text.array();
    }
}
