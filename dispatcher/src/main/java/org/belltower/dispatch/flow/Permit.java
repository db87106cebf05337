package org.belltower.dispatch.flow;

/// Leave to send once.
public interface Permit {
    /// Gives it back with what came of it. Called once; lets who waits go.
    void giveBack(Verdict verdict);
}
