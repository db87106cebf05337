package org.belltower.model.change;

import java.util.Comparator;
import org.belltower.model.InvalidFieldException;

/// A place in a source's log of changes.
///
/// @param generation counts the source's snapshots, from 0
/// @param position grows with each change of one generation, from 0
public record SourcePosition(long generation, long position) implements Comparable<SourcePosition> {
    private static final Comparator<SourcePosition> ORDER =
            Comparator.comparingLong(SourcePosition::generation).thenComparingLong(SourcePosition::position);

    public SourcePosition {
        if (generation < 0) {
            throw new InvalidFieldException("generation", "must not be negative");
        }
        if (position < 0) {
            throw new InvalidFieldException("position", "must not be negative");
        }
    }

    @Override
    public int compareTo(SourcePosition other) {
        return ORDER.compare(this, other);
    }
}
