package org.belltower.rules.streams;

import java.util.Map;
import org.belltower.service.streams.TopologyListener;
import org.belltower.service.streams.TopologyRun;

/// Runs the topology, and tells how far it has read the settings.
///
/// Thread-safe.
public final class RulesStreams implements AutoCloseable {
    private final SettingsPosition position = new SettingsPosition();
    private final TopologyRun run;

    public RulesStreams(
            TopologyRun.Settings settings,
            RulesTopology.Terms terms,
            DecisionListener decisions,
            TopologyListener life) {
        this.run = new TopologyRun(settings, () -> RulesTopology.build(terms, position, decisions), position, life);
    }

    /// As [TopologyRun#start].
    public void start() {
        run.start();
    }

    /// As [TopologyRun#state].
    public TopologyRun.State state() {
        return run.state();
    }

    /// How far the settings have been read, by partition.
    public Map<Integer, Long> settingsPosition() {
        return position.nextOffsets();
    }

    /// As [TopologyRun#close].
    @Override
    public void close() {
        run.close();
    }
}
