package org.belltower.dispatch.send;

import org.belltower.dispatch.consume.Work;

/// Who is told when a record is done.
///
/// Thread-safe; does not block.
public interface Completions {
    /// Its outcome is durable.
    void completed(Work work, long outcomeOffset);

    /// It waits elsewhere, without an outcome.
    void deferred(Work work);

    /// It was let go of, as its assignment was withdrawn: somebody else will take it.
    void left(Work work);

    /// It stands among the dead letters, without an outcome: which push it is cannot be known.
    void buried(Work work);
}
