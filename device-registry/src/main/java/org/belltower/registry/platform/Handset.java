package org.belltower.registry.platform;

import static org.belltower.model.InvalidFieldException.required;

import org.belltower.model.InvalidFieldException;

/// What an app tells of the phone or tablet that it runs on.
///
/// @param model as the platform names it: `iPhone12,1`
/// @param screen in pixels
public record Handset(
        Platform platform, DeviceClass deviceClass, OsVersion osVersion, String model, ScreenSize screen) {
    public Handset {
        required("platform", platform);
        required("deviceClass", deviceClass);
        required("osVersion", osVersion);
        InvalidFieldException.text("model", model, 255);
        required("screen", screen);
    }
}
