package org.belltower.model.credential;

/// What came of opening an envelope.
public sealed interface Opening {
    /// It was sealed for what it was found at, and is as it was.
    // An array, handed over: it is decoded at once and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(byte[] content) implements Opening {
        /// Without the content.
        @Override
        public String toString() {
            return "Opened[masked]";
        }
    }

    /// The ring has no such key.
    record UnknownKey(String key) implements Opening {}

    /// Another key, sealed for something else, or changed since: nobody can tell which.
    record Unreadable() implements Opening {}
}
