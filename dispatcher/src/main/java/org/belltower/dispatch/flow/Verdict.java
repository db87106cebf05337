package org.belltower.dispatch.flow;

import java.time.Duration;

/// What a send tells of the provider, the credential and the app: all that decides what goes next.
public sealed interface Verdict {
    /// It was taken.
    record Accepted() implements Verdict {}

    /// The provider answered, about this push alone: its token is dead, it is malformed, its device
    /// gets too much.
    record Answered() implements Verdict {}

    /// The provider does not take the token, and does not say that it is dead.
    record TokenRejected() implements Verdict {}

    /// The provider did not take it and would not have taken another: busy, away, silent.
    ///
    /// @param code one of a fixed few
    /// @param after nothing before this, if the provider said so; else zero
    record Dropped(String code, Duration after) implements Verdict {}

    /// The provider refuses who we are.
    ///
    /// @param code one of a fixed few
    record Refused(String code) implements Verdict {}

    /// It did not leave.
    record Nothing() implements Verdict {}
}
