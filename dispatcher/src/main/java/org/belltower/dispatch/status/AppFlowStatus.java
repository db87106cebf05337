package org.belltower.dispatch.status;

import org.belltower.dispatch.flow.FlowState;
import org.belltower.model.AppId;
import org.jspecify.annotations.Nullable;

/// How an app stands with a provider by a credential.
///
/// @param refusal whether the provider refuses who we are for this app
/// @param otherEnvironment whose tokens it takes none of; null if there is nobody
public record AppFlowStatus(BreakerStatus refusal, @Nullable EnvironmentStatus otherEnvironment) {
    public static AppFlowStatus of(FlowState flow, AppId app) {
        return new AppFlowStatus(BreakerStatus.of(flow.refused().get(app)), EnvironmentStatus.of(flow, app));
    }
}
