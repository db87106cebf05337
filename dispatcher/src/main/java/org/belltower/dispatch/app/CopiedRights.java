package org.belltower.dispatch.app;

import java.util.Set;
import org.belltower.dispatch.replica.Freshness;
import org.belltower.model.DistrictId;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.right.GroupId;
import org.belltower.model.right.ToolRights;
import org.belltower.model.settings.RightsSettings;
import org.belltower.model.wire.Problem;
import org.belltower.service.http.ProblemException;
import org.belltower.service.identity.GroupRights;

/// What staff may do, from the copy of the settings. Thread-safe.
record CopiedRights(SettingsView settings, Freshness freshness) implements GroupRights {
    /// @throws ProblemException 503 while the copy is too old: a right may have been given or taken away meanwhile
    @Override
    public ToolRights of(DistrictId district, Set<GroupId> groups) {
        if (!freshness.isFresh()) {
            throw new ProblemException(Problem.of(
                    503,
                    "Service Unavailable",
                    "What is known of the rights of staff is too old at the moment; try again."));
        }
        return settings.find(RightsSettings.keyOf(district))
                .filter(RightsSettings.class::isInstance)
                .map(found -> ((RightsSettings) found).of(groups))
                .orElse(ToolRights.NONE);
    }
}
