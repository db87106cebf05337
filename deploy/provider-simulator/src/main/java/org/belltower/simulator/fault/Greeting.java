package org.belltower.simulator.fault;

/// How far a new connection gets.
public enum Greeting {
    /// As far as it should.
    USUAL,
    /// TCP is there, and nothing else: the TLS handshake is never answered.
    NO_TLS,
    /// The TLS handshake is finished, and nothing follows: no SETTINGS, no answer.
    NO_SETTINGS
}
