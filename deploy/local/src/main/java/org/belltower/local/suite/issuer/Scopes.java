package org.belltower.local.suite.issuer;

import java.util.List;

/// The rights that there are (docs/architecture.md).
public final class Scopes {
    public static final String READ_ROSTER = "roster.read";

    /// For somebody's own devices.
    public static final String DEVICES = "devices";

    /// For the identity provider.
    public static final String END_SESSIONS = "sessions.end";

    /// Those of people: the clients they sign in with give them no other.
    public static final List<String> OF_PEOPLE = List.of(DEVICES, "staff", READ_ROSTER, "operations.read");

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
            "explanations.read",
            "operations.read",
            END_SESSIONS,
            DEVICES,
            "staff");

    private Scopes() {}
}
