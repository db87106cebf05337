package org.belltower.dispatch.credential;

import org.belltower.model.Provider;
import org.jspecify.annotations.Nullable;

/// What a provider thinks of an uploaded credential.
///
/// @param version which of the app's credentials was tested; null if its record cannot be read
/// @param reason the provider's word, or why it could not be asked; null if all is well
public record TestedCredential(
        Provider provider,
        @Nullable Long version,
        Verdict verdict,
        @Nullable String reason) {
    /// What came of it.
    public enum Verdict {
        /// The provider believes it, and knows the app.
        ACCEPTED,
        /// The provider does not.
        REFUSED,
        /// The provider did not say: it was not reached, or is busy.
        UNREACHABLE,
        /// It could not be opened here.
        UNUSABLE
    }
}
