package org.belltower.dispatch.send;

import java.time.Duration;
import java.time.Instant;
import org.belltower.dispatch.flow.Verdict;
import org.jspecify.annotations.Nullable;

/// What a provider made of one send.
public sealed interface SendOutcome {
    /// What it tells of provider, credential and app.
    default Verdict verdict() {
        return switch (this) {
            case Accepted _ -> new Verdict.Accepted();
            case TokenDead _ -> new Verdict.Answered();
            case TokenRejected _, TokenNotForApp _ -> new Verdict.TokenRejected();
            // Most of these do not leave: our own check sees them first.
            case HeldBack _, Malformed _ -> new Verdict.Nothing();
            case CredentialsRejected rejected -> new Verdict.Refused(rejected.code());
            case Retry retry ->
                switch (retry.whom()) {
                    case NOT_PROCESSED, UNSENT -> new Verdict.Nothing();
                    case DEVICE -> new Verdict.Answered();
                    case PUSH -> new Verdict.Dropped(retry.code(), Duration.ZERO);
                    case CREDENTIAL -> new Verdict.Dropped(retry.code(), retry.after());
                };
            case Unknown unknown -> new Verdict.Dropped(unknown.code(), Duration.ZERO);
        };
    }

    /// The push has ended.
    sealed interface Final extends SendOutcome {}

    /// The same push, under the same id, may be sent again.
    sealed interface Passing extends SendOutcome {
        /// The provider's word for it, or ours: one of a fixed few, fit for a log and a metric.
        String code();
    }

    /// It did not leave: the last look said that it may not any more, or not like this.
    record HeldBack() implements SendOutcome {}

    /// The provider took it.
    record Accepted() implements Final {}

    /// The token is dead, proven.
    ///
    /// @param since when the provider saw it die, by its clock; null if it does not say (FCM)
    record TokenDead(@Nullable Instant since) implements Final {}

    /// The provider does not take the token; no proof that it is dead.
    record TokenRejected() implements Final {}

    /// The token belongs to another app or project.
    record TokenNotForApp() implements Final {}

    /// The provider refused it as malformed, or we saw that it would: our defect.
    record Malformed(String code) implements Final {}

    /// Our credentials or configuration are refused. Nothing is wrong with this push, and no other
    /// of the credential would fare better.
    record CredentialsRejected(String code) implements Passing {}

    /// Not now.
    ///
    /// @param after not before this; zero if the provider does not say
    /// @param whom whom it concerns
    record Retry(String code, Duration after, Whom whom) implements Passing {}

    /// Whom a provider asks to wait.
    enum Whom {
        /// The push: nobody has looked at it, and it may go again at once.
        NOT_PROCESSED,
        /// The push: it did not leave, for a reason that is no other push's.
        UNSENT,
        /// All that is for this device: it gets too much.
        DEVICE,
        /// The push; the provider fails, and others may find it back earlier.
        PUSH,
        /// All that is sent by this credential.
        CREDENTIAL
    }

    /// No answer within the deadline, or a failure on the way: the provider may have it or not.
    record Unknown(String code) implements Passing {}
}
