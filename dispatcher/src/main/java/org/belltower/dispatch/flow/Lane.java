package org.belltower.dispatch.flow;

/// The two lanes of pushes. They share what a provider takes.
public enum Lane {
    /// What happened to one student: soon.
    ALERTS,
    /// What an office sends to many, and a district's own flood of alerts: steadily.
    BULK
}
