package org.belltower.dispatch.send;

import org.belltower.dispatch.consume.Work;

/// Who is told when a record is done.
///
/// Thread-safe; does not block.
public interface Completions {
    /// Its outcome is durable.
    void completed(Work work, long outcomeOffset);

    /// It stands among the dead letters, without an outcome.
    void buried(Work work);
}
