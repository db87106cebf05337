package org.belltower.dispatch.send;

import java.time.Instant;
import org.belltower.dispatch.flow.Credential;
import org.belltower.model.AppId;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.DeviceToken;

/// What is to be done with a push now.
public sealed interface Step {
    /// Send it.
    ///
    /// @param tokenVersion which of the device's tokens this is: the proof of its death names it
    /// @param inDetail whether it says what happened, or only that something did (C7)
    /// @param inArea whether it opens its area in the app, or its inbox item (A16)
    record Send(Route route, DeviceToken token, long tokenVersion, boolean inDetail, boolean inArea) implements Step {}

    /// Look again then.
    record Wait(Instant until) implements Step {}

    /// The credentials of its app cannot be used.
    ///
    /// @param until look again then in any case
    record Closed(AppId app, Credential credential, Instant until) implements Step {}

    /// Do nothing until what is known is fresh again.
    record Park() implements Step {}

    /// Write its end down.
    record Finish(Result result) implements Step {}
}
