package org.belltower.dispatch.replica;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// Writes a record as few bytes; [Unpacker] reads them in the same order. Equal values become equal bytes.
///
/// Not thread-safe.
public final class Packer {
    /// A text is in one of the alphabets, by its place among them, or, as the one after the last, in UTF-8.
    static final int UTF_8 = Alphabet.ALL.size();

    static final int WRITINGS = UTF_8 + 1;
    private static final int USUAL = 96;

    private byte[] bytes = new byte[USUAL];
    private int size;

    Packer() {}

    /// Any; the smaller the shorter, a negative one takes ten bytes. In groups of seven bits, the lowest
    /// first, each but the last with the eighth bit set (LEB128).
    public void number(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        append((byte) rest);
    }

    /// Any well-formed Unicode; the empty one is a byte.
    public void text(String text) {
        for (int writing = 0; writing < UTF_8; writing++) {
            Alphabet alphabet = Alphabet.ALL.get(writing);
            if (alphabet.hasAllOf(text)) {
                text(writing, text.length(), alphabet.packed(text));
                return;
            }
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        text(UTF_8, utf8.length, utf8);
    }

    /// Any, to the nanosecond.
    public void instant(Instant instant) {
        number(instant.getEpochSecond());
        number(instant.getNano());
    }

    int size() {
        return size;
    }

    byte[] packed() {
        return Arrays.copyOf(bytes, size);
    }

    private void text(int writing, long length, byte[] written) {
        number(length * WRITINGS + writing);
        append(written);
    }

    private void append(byte... more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }
}
