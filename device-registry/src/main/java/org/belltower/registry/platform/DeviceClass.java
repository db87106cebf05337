package org.belltower.registry.platform;

/// What kind of device.
public enum DeviceClass {
    PHONE,
    TABLET
}
