package org.belltower.dispatch.replica;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// Reads what a [Packer] wrote, in the same order.
///
/// Not thread-safe.
public final class Unpacker {
    private final byte[] bytes;
    private int at;

    Unpacker(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    public long number() {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    public String text() {
        long head = number();
        int writing = (int) (head % Packer.WRITINGS);
        int length = (int) (head / Packer.WRITINGS);
        int from = at;
        at += size(writing, length);
        return writing == Packer.UTF_8
                ? new String(bytes, from, length, StandardCharsets.UTF_8)
                : Alphabet.ALL.get(writing).unpacked(bytes, from, length);
    }

    public Instant instant() {
        return Instant.ofEpochSecond(number(), number());
    }

    public LocalDate day() {
        long number = number();
        return LocalDate.ofEpochDay((number >>> 1) ^ -(number & 1));
    }

    void skipText() {
        long head = number();
        at += size((int) (head % Packer.WRITINGS), (int) (head / Packer.WRITINGS));
    }

    int at() {
        return at;
    }

    private static int size(int writing, int length) {
        return writing == Packer.UTF_8 ? length : Alphabet.ALL.get(writing).size(length);
    }
}
