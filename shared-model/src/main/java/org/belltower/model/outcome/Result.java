package org.belltower.model.outcome;

import static org.belltower.model.InvalidFieldException.required;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.belltower.model.Provider;
import org.jspecify.annotations.Nullable;

/// The end of a push.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Result.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Result.Skipped.class, name = "skipped"),
    @JsonSubTypes.Type(value = Result.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Result.TokenDead.class, name = "token-dead"),
    @JsonSubTypes.Type(value = Result.Expired.class, name = "expired")
})
public sealed interface Result {
    /// The provider took it. Never called delivered (A15).
    record Accepted(Provider provider) implements Result {
        public Accepted {
            required("provider", provider);
        }
    }

    /// It lost its right to leave, or nobody can use it.
    record Skipped(Reason reason) implements Result {
        public Skipped {
            required("reason", reason);
        }
    }

    /// The provider refused it for good.
    ///
    /// @param tokenVersion the version of the token that the provider did not take; null if it is not
    ///     about the token, or in a record from before it was told
    record Failed(
            Provider provider, Reason reason, @Nullable Long tokenVersion) implements Result {
        public Failed {
            required("provider", provider);
            required("reason", reason);
        }

        /// It is not about the token.
        public Failed(Provider provider, Reason reason) {
            this(provider, reason, null);
        }
    }

    /// Failed, with proof that the token is dead. It is retired only if it is still the one that was sent to and
    /// was not registered again after `since` (C9, I-25).
    ///
    /// @param tokenVersion the version that was sent to
    /// @param since when the provider saw the token die, by its clock; null if it does not say (FCM)
    record TokenDead(
            Provider provider, long tokenVersion, @Nullable Instant since) implements Result {
        public TokenDead {
            required("provider", provider);
        }
    }

    /// Its time to live passed first.
    record Expired() implements Result {}
}
