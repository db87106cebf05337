package org.belltower.local.suite.issuer;

import java.util.List;

/// The rights that there are (docs/architecture.md).
public final class Scopes {
    public static final String READ_ROSTER = "roster.read";

    /// For somebody's own devices.
    public static final String DEVICES = "devices";

    /// For the identity provider.
    public static final String END_SESSIONS = "sessions.end";

    /// In the order in which they are told.
    public static final List<String> ALL = List.of(
            "events.write",
            READ_ROSTER,
            "roster.write",
            "apps.write",
            "settings.read",
            "settings.write",
            "rights.read",
            "rights.write",
            "audit.read",
            "operations.read",
            END_SESSIONS,
            DEVICES,
            "staff");

    private Scopes() {}
}
