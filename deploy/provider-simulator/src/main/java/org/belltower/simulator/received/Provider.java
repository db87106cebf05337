package org.belltower.simulator.received;

/// A push provider that the simulator stands in for.
public enum Provider {
    /// Apple Push Notification service.
    APNS,
    /// Firebase Cloud Messaging, HTTP v1.
    FCM
}
