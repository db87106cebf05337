package org.belltower.local.demo.compare;

/// Something that is not as it is written down.
///
/// @param sentence names the case, the device and the row
record Deviation(Kind kind, String sentence) {
    /// In the order in which they are told.
    enum Kind {
        /// A push that had to arrive and did not.
        MISSING,
        /// A push that nobody expected.
        UNEXPECTED,
        /// A push that arrived again and had no excuse.
        DUPLICATE,
        /// A push that arrived otherwise than it had to: for another app, with a name in it, or refused.
        PUSH,
        /// The front door accepted or refused what it had to refuse or accept, or blamed another field.
        ANSWER,
        /// A decision or an outcome is missing, or gives another reason.
        REASON
    }
}
