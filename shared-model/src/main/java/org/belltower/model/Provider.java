package org.belltower.model;

/// Who carries a push to the device.
public enum Provider {
    APNS,
    FCM
}
