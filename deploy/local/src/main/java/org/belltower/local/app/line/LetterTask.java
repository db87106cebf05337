package org.belltower.local.app.line;

import java.util.List;
import org.belltower.local.deadletter.LetterFilter;
import org.belltower.local.deadletter.LetterPlace;

/// What to do with dead letters.
public sealed interface LetterTask {
    /// @param limit how many are shown, the last ones
    record Listing(LetterFilter filter, int limit) implements LetterTask {}

    /// @param value whether to show the value, which may be personal data
    record Showing(LetterPlace place, boolean value) implements LetterTask {}

    /// @param consent what may be done without asking
    record Replaying(List<LetterPlace> places, Consent consent) implements LetterTask {
        public Replaying {
            places = List.copyOf(places);
        }
    }

    /// @param limit how many at the most, the first ones
    record ReplayingAll(LetterFilter filter, int limit, Consent consent) implements LetterTask {}

    /// What whoever replays has said.
    ///
    /// @param again that letters that were replayed are to be replayed once more
    /// @param yes that it may be more than one
    record Consent(boolean again, boolean yes) {}
}
