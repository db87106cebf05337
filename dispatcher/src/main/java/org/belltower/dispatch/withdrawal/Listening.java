package org.belltower.dispatch.withdrawal;

import org.belltower.dispatch.deferral.Concern;

/// Who hears of it.
///
/// Thread-safe; does not block: it is told by the thread that reads the copies.
public interface Listening {
    /// Whether it wants to hear now. What the copies read of the past is no news.
    boolean wants();

    void concerned(Concern concern);
}
