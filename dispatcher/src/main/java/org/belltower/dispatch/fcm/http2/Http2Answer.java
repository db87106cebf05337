package org.belltower.dispatch.fcm.http2;

/// What became of a request.
public sealed interface Http2Answer {
    /// The server answered.
    ///
    /// @param retryAfter the header; empty if there was none
    /// @param body of a refusal, or the beginning of a very long one; empty of a success
    // Made for one reader.
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(int status, String retryAfter, byte[] body) implements Http2Answer {
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /// It did not leave: its last look said that it may not.
    record HeldBack() implements Http2Answer {}

    /// It did not leave, or the server said that it did not process it, and will not (RFC 9113,
    /// sections 6.8 and 8.7): it may be sent again at once.
    ///
    /// @param code one of a fixed few
    record NotProcessed(String code) implements Http2Answer {}

    /// It did not leave: there was no connection, or no stream of one in time.
    ///
    /// @param code `deadline` or `connection`
    record Unreached(String code) implements Http2Answer {}

    /// Who is told what became of a request: once, on a thread that must not be held up. Must
    /// neither block nor throw.
    @FunctionalInterface
    interface Told {
        void ended(Http2Answer answer);
    }

    /// No answer, and none will come: it may have been processed or not.
    ///
    /// @param code `deadline`, `connection` or `abandoned`
    record Lost(String code) implements Http2Answer {}
}
