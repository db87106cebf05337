package org.belltower.benchmarks.process;

import java.util.ArrayDeque;
import java.util.Deque;

/// Closes what was begun when what should follow fails. Not thread-safe.
public final class Unwinding implements AutoCloseable {
    private final Deque<AutoCloseable> begun = new ArrayDeque<>();

    /// Closes it at the end, unless all is kept.
    public <T extends AutoCloseable> T later(T one) {
        begun.push(one);
        return one;
    }

    /// All went well: whoever has them closes them.
    public void keep() {
        begun.clear();
    }

    @Override
    public void close() {
        while (!begun.isEmpty()) {
            try {
                begun.pop().close();
            } catch (Exception e) {
                // What failed first is told.
                System.err.println("was not closed cleanly: " + e);
            }
        }
    }
}
