package org.belltower.dispatch.pause;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Where pushes wait for their time. As many wait as the windows of the partitions are wide, no
/// more.
///
/// Thread-safe.
public interface Waiting {
    /// Blocks until then, or until there is no sense in it any more.
    ///
    /// @param over asked at once and after each [#wake()]
    /// @return false if it is over
    boolean until(Instant due, BooleanSupplier over) throws InterruptedException;

    /// Lets everyone who waits ask again whether it is over.
    void wake();
}
