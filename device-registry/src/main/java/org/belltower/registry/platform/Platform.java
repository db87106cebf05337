package org.belltower.registry.platform;

/// The operating system of a phone or tablet.
public enum Platform {
    IOS,
    ANDROID
}
