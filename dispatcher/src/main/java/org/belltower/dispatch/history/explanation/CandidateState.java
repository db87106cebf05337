package org.belltower.dispatch.history.explanation;

/// Where a candidate stands: in exactly one of these (I-2, I-55).
public enum CandidateState {
    /// The provider took the push. What the device shows is not known.
    ACCEPTED,
    /// It is not told, for one reason.
    SKIPPED,
    /// The provider refused the push, for one reason.
    FAILED,
    /// The push's time to live passed first.
    EXPIRED,
    /// A push was written, and has not ended yet.
    PENDING
}
