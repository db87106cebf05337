package org.belltower.rules.app;

import java.util.function.IntConsumer;
import org.belltower.rules.streams.TopologyListener;
import org.jboss.logging.Logger;

/// Ends the process with the topology: alone, the HTTP side would stay up for ever and decide nothing. Whoever
/// supervises the process starts it again.
final class TopologyWatch implements TopologyListener {
    private static final Logger LOG = Logger.getLogger(TopologyWatch.class);
    private static final int FAILED = 1;

    private final IntConsumer exit;

    /// @param exit ends the process with a status, without waiting for its end
    TopologyWatch(IntConsumer exit) {
        this.exit = exit;
    }

    @Override
    public void ended() {
        LOG.error("event=topology-ended action=exit");
        exit.accept(FAILED);
    }
}
