package org.belltower.registry.device.http;

import org.belltower.model.InvalidFieldException;
import org.belltower.model.push.DeviceToken;

/// What an app tells when its provider has given it another token.
public record NewToken(DeviceToken token) {
    public NewToken {
        InvalidFieldException.required("token", token);
    }
}
