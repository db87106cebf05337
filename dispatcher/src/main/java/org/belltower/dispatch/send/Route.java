package org.belltower.dispatch.send;

import org.belltower.dispatch.flow.Credential;
import org.belltower.model.AppId;
import org.belltower.model.Provider;

/// How an app's pushes leave.
public record Route(AppId app, Credential credential, PushSender sender) {
    public Provider provider() {
        return credential.provider();
    }
}
