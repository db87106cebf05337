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

    /// The server said that it did not process it, and will not (RFC 9113, sections 6.8 and 8.7):
    /// it may be sent again at once.
    record NotProcessed(String code) implements Http2Answer {}

    /// No answer, and none will come: it may have been processed or not.
    ///
    /// @param code `deadline` or `connection`
    record Lost(String code) implements Http2Answer {}
}
