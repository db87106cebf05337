package org.belltower.registry.device.http;

import org.belltower.model.InvalidFieldException;
import org.belltower.model.push.Binding.Permission;

/// What an app tells when its user has let it notify, or does not any more.
public record NewPermission(Permission permission) {
    public NewPermission {
        InvalidFieldException.required("permission", permission);
    }
}
