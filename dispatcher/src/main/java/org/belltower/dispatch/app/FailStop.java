package org.belltower.dispatch.app;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Ends the process when a part of it is lost without which it does nothing ("fail-stop"): whoever supervises
/// it starts it anew, whereas a process that only lives is taken for one that works.
///
/// Thread-safe.
final class FailStop {
    private static final Logger LOG = Logger.getLogger(FailStop.class);

    private final Runnable exit;
    private final AtomicBoolean failed = new AtomicBoolean();

    /// @param exit ends the process with a status that is not 0, and does not wait for that
    FailStop(Runnable exit) {
        this.exit = exit;
    }

    /// The first call ends the process. Does not block.
    void failed(String part) {
        if (failed.compareAndSet(false, true)) {
            LOG.errorf("event=process-ends lost=%s", part);
            exit.run();
        }
    }

    boolean hasFailed() {
        return failed.get();
    }
}
