package org.belltower.registry.credential;

import java.util.Arrays;

/// Reads DER (ITU-T X.690, clauses 8 and 10) from front to end, strictly: definite lengths, written as short as can
/// be, primitive strings. What is odd is refused rather than understood, so that whoever reads the same bytes after
/// it does not find more in them. Its work is linear in the bytes. Not thread-safe.
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    /// `[0]`, primitive (implicit).
    static final int FIRST_PRIMITIVE = 0x80;
    /// `[0]`, constructed (explicit).
    static final int FIRST = 0xA0;

    private final byte[] bytes;
    private int at;
    private final int end;

    DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    boolean isNext(int tag) {
        return hasMore() && (bytes[at] & 0xFF) == tag;
    }

    /// What is in the next element.
    ///
    /// @throws IllegalArgumentException if it has another tag, or is not within its bounds
    DerReader in(int tag) {
        if (!isNext(tag)) {
            throw malformed();
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw malformed();
        }
        DerReader content = new DerReader(bytes, at, at + length);
        at += length;
        return content;
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        // More than two octets would be a length that no upload has.
        int length = switch (first) {
            case 0x81 -> octet();
            case 0x82 -> octet() << 8 | octet();
            default -> throw malformed();
        };
        if (length < (first == 0x81 ? 0x80 : 0x100)) {
            throw malformed();
        }
        return length;
    }

    private int octet() {
        if (!hasMore()) {
            throw malformed();
        }
        return bytes[at++] & 0xFF;
    }

    /// How many octets are left.
    int left() {
        return end - at;
    }

    /// The rest, as it is.
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /// An integer from 0 on, of at most four octets.
    int count() {
        DerReader content = in(INTEGER);
        byte[] octets = content.rest();
        boolean isShortest = octets.length == 1 || (octets.length > 1 && (octets[0] != 0 || octets[1] < 0));
        if (!isShortest || octets.length > Integer.BYTES || octets[0] < 0) {
            throw malformed();
        }
        int count = 0;
        for (byte octet : octets) {
            count = count << 8 | (octet & 0xFF);
        }
        return count;
    }

    /// An object identifier, with dots.
    String oid() {
        DerReader content = in(OID);
        StringBuilder oid = new StringBuilder();
        while (content.hasMore()) {
            int arc = content.arc();
            if (oid.isEmpty()) {
                int root = Math.min(arc / 40, 2);
                oid.append(root).append('.').append(arc - 40 * root);
            } else {
                oid.append('.').append(arc);
            }
        }
        return oid.toString();
    }

    private int arc() {
        int arc = 0;
        int octet = octet();
        if (octet == 0x80) {
            throw malformed();
        }
        for (; octet >= 0x80; octet = octet()) {
            arc = arc << 7 | (octet & 0x7F);
            if (arc >= 1 << 24) {
                throw malformed();
            }
        }
        return arc << 7 | octet;
    }

    /// That nothing is left.
    void end() {
        if (hasMore()) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("is not DER");
    }
}
