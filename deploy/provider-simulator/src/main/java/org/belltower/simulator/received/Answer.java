package org.belltower.simulator.received;

/// What became of a request, decided when it was complete. The answer leaves after the scripted
/// latency; a connection that ends before that never carries it, as with the real providers: an
/// accepted push is accepted even if nobody hears of it.
public sealed interface Answer {

    /// Status 200.
    record Accepted() implements Answer {}

    /// Any other status, with the provider's own word for why.
    record Rejected(int status, String reason) implements Answer {}

    /// The stream was reset instead of an answer, with this error code of HTTP/2.
    record Reset(long errorCode) implements Answer {}

    /// Never answered.
    record Stalled() implements Answer {}

    /// The connection was cut instead of an answer.
    record Disconnected() implements Answer {}
}
