package org.belltower.dispatch.replica;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Few characters, that many ids and tokens are written in: a character then takes less than a byte.
///
/// **The idea.** A text is a number, its characters are the digits. It is written in groups of as many
/// characters as fit seven bytes: these hold fourteen hexadecimal digits without a rest, nine of a token's
/// 65, and need no sign. The last group takes the bytes that it needs. From the small to the large.
final class Alphabet {
    /// From the smallest to the largest: hexadecimal digits; UUIDs, as Android and as Apple write them;
    /// tokens, in the URL's variant of Base64 (RFC 4648) with FCM's colon.
    static final List<Alphabet> ALL = List.of(
            new Alphabet("0123456789abcdef"),
            new Alphabet("0123456789abcdef-"),
            new Alphabet("0123456789ABCDEF-"),
            new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:"));

    private static final int GROUP_BYTES = 7;
    private static final int ASCII = 128;
    private static final byte NONE = -1;

    private final byte[] symbols;
    private final byte[] digits = new byte[ASCII];
    /// The bytes that hold so many characters, up to a group.
    private final int[] bytes;

    private final int group;

    private Alphabet(String symbols) {
        this.symbols = symbols.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(digits, NONE);
        for (byte digit = 0; digit < this.symbols.length; digit++) {
            digits[this.symbols[digit]] = digit;
        }
        this.bytes = IntStream.rangeClosed(0, GROUP_BYTES * Byte.SIZE)
                .map(length -> bytesOf(this.symbols.length, length))
                .takeWhile(needed -> needed <= GROUP_BYTES)
                .toArray();
        this.group = bytes.length - 1;
    }

    private static int bytesOf(int symbols, int length) {
        BigInteger highest = BigInteger.valueOf(symbols).pow(length).subtract(BigInteger.ONE);
        return Math.ceilDiv(highest.bitLength(), Byte.SIZE);
    }

    boolean hasAllOf(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= ASCII || digits[character] == NONE) {
                return false;
            }
        }
        return true;
    }

    /// The bytes of a text with so many characters.
    int size(int length) {
        return length / group * GROUP_BYTES + bytes[length % group];
    }

    /// @param text in this alphabet
    /// @param packed has room for it
    /// @param at where its bytes begin
    void pack(String text, byte[] packed, int at) {
        int to = at;
        for (int from = 0; from < text.length(); from += group) {
            int length = Math.min(group, text.length() - from);
            long value = 0;
            for (int next = from; next < from + length; next++) {
                value = value * symbols.length + digits[text.charAt(next)];
            }
            for (int rest = bytes[length]; rest > 0; rest--) {
                packed[to++] = (byte) value;
                value >>>= Byte.SIZE;
            }
        }
    }

    /// @param from where its bytes begin
    String unpacked(byte[] packed, int from, int length) {
        byte[] text = new byte[length];
        int next = from;
        for (int to = 0; to < length; to += group) {
            int characters = Math.min(group, length - to);
            int size = bytes[characters];
            long value = 0;
            for (int at = next + size - 1; at >= next; at--) {
                value = value << Byte.SIZE | Byte.toUnsignedLong(packed[at]);
            }
            for (int at = to + characters - 1; at >= to; at--) {
                text[at] = symbols[(int) (value % symbols.length)];
                value /= symbols.length;
            }
            next += size;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
