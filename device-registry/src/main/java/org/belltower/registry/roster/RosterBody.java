package org.belltower.registry.roster;

/// The body of a call that brings many items at once, as its bytes. Not compared.
@SuppressWarnings("ArrayRecordComponent")
public record RosterBody(byte[] bytes) {
    /// Bytes at most.
    public static final int LONGEST = 1024 * 1024;
}
