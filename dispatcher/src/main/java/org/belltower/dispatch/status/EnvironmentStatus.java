package org.belltower.dispatch.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.belltower.dispatch.breaker.EnvironmentGuard.Tripped;
import org.belltower.dispatch.flow.FlowState;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// Districts whose tokens the provider takes none of: they seem to be of another environment or
/// project, and their pushes wait.
///
/// @param districts how many; whose they are is told to each alone
/// @param since when the first of them was stopped
public record EnvironmentStatus(int districts, Instant since) {
    /// @return null if there are none
    static @Nullable EnvironmentStatus of(FlowState flow, AppId app) {
        List<Instant> stopped = flow.tripped().entrySet().stream()
                .filter(party -> party.getKey().app().equals(app))
                .map(party -> party.getValue())
                .map(Tripped::since)
                .sorted(Comparator.naturalOrder())
                .toList();
        return stopped.isEmpty() ? null : new EnvironmentStatus(stopped.size(), stopped.getFirst());
    }
}
