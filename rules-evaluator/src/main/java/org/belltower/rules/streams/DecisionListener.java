package org.belltower.rules.streams;

import org.belltower.model.LanguageTag;
import org.belltower.model.outcome.Decision;

/// Hears what becomes of records. Called on the threads that decide, before the transaction commits: what an aborted
/// transaction decided is decided, and told, again. Must not block or throw.
public interface DecisionListener {
    void decided(Decision decision);

    /// Pushes of a district that has used up its share of the alerts go by the bulk lane.
    void overflowed(int pushes);

    /// A change waits for its student's audience.
    void waits();

    /// A text was told in another language than the one that was asked for (I-47).
    ///
    /// @param language that lacks it, as [org.belltower.rules.compose.Untranslated] says
    void untranslated(LanguageTag language);

    /// A record was put aside.
    ///
    /// @param topic where it stood
    void deadLettered(String topic);
}
