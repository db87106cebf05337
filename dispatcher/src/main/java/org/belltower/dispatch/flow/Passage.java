package org.belltower.dispatch.flow;

/// Whether what a [Hold] kept back may go.
public enum Passage {
    /// Nothing is held any more.
    OPEN,
    /// One may, to see whether it is over; none while such a one is out.
    PROBE,
    CLOSED
}
