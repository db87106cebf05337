package org.belltower.dispatch.replica;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/// Writes a record as few bytes; [Unpacker] reads them in the same order. Equal values become equal bytes.
///
/// Not thread-safe.
public final class Packer {
    /// A text is in one of the alphabets, by its place among them, or, as the one after the last, in UTF-8.
    static final int UTF_8 = Alphabet.ALL.size();

    static final int WRITINGS = UTF_8 + 1;

    private byte[] bytes;
    private int size;

    /// @param room how many bytes it will probably take; more are made room for
    Packer(int room) {
        bytes = new byte[room];
    }

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
                number(head(writing, text.length()));
                int begin = room(alphabet.size(text.length()));
                alphabet.pack(text, bytes, begin);
                return;
            }
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(head(UTF_8, utf8.length));
        int begin = room(utf8.length);
        System.arraycopy(utf8, 0, bytes, begin, utf8.length);
    }

    /// Any, to the nanosecond.
    public void instant(Instant instant) {
        number(instant.getEpochSecond());
        number(instant.getNano());
    }

    /// Any; those within 2,800 years of 1970, before or after, take three bytes at most. The lowest bit is the
    /// sign ("zigzag", as in Protocol Buffers): as a negative number, a day before 1970 would take ten.
    public void day(LocalDate day) {
        long number = day.toEpochDay();
        number((number << 1) ^ (number >> (Long.SIZE - 1)));
    }

    int size() {
        return size;
    }

    byte[] packed() {
        return Arrays.copyOf(bytes, size);
    }

    /// What was written, and room beyond [#size]: to be read before more is written, and not to be kept.
    byte[] bytes() {
        return bytes;
    }

    private static long head(int writing, long length) {
        return length * WRITINGS + writing;
    }

    private void append(byte next) {
        int at = room(1);
        bytes[at] = next;
    }

    /// Makes room for so many bytes more.
    ///
    /// @return where they begin
    private int room(int more) {
        int begin = size;
        size += more;
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size));
        }
        return begin;
    }
}
