package org.belltower.dispatch.consume;

import java.util.BitSet;

/// The records of one lane partition at or above a position that have an outcome already, as the tail of the outcomes
/// tells. A bit a record. Not thread-safe.
public final class DoneSet {
    private final long position;
    private final BitSet done = new BitSet();

    /// @param position what is committed: records below it are of no interest
    public DoneSet(long position) {
        this.position = position;
    }

    /// Notes an outcome. Repeatable; a record below the position is ignored.
    ///
    /// @throws IllegalArgumentException if the record is more than two thousand million above the position
    public void add(long offset) {
        if (offset >= position) {
            done.set(index(offset));
        }
    }

    public boolean contains(long offset) {
        return offset >= position && offset - position < Integer.MAX_VALUE && done.get(index(offset));
    }

    /// Whether a record at or above the offset is in the set.
    public boolean reaches(long offset) {
        return done.length() > offset - position;
    }

    public int size() {
        return done.cardinality();
    }

    private int index(long offset) {
        long index = offset - position;
        if (index >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("offset " + offset + " is too far above position " + position);
        }
        return (int) index;
    }
}
