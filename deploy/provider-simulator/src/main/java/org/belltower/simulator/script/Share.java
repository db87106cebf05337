package org.belltower.simulator.script;

/// A part of the pushes that a rule matches. Which ones is decided by the script's seed, so it is
/// the same in every run. Immutable.
///
/// @param part above 0, at most 1
/// @param of what is divided
public record Share(double part, Of of) {

    /// What is divided.
    public enum Of {
        /// Each push for itself: the n-th that comes to the rule gets the same in every run,
        /// whichever it is.
        PUSHES,
        /// The device tokens: one that is hit is hit each time, as a dead one is.
        TOKENS
    }

    /// Every push.
    public static final Share ALL = new Share(1, Of.PUSHES);

    /// Above 0, at most 1.
    public Share {
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1: " + part);
        }
    }
}
