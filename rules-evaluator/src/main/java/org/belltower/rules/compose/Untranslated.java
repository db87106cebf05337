package org.belltower.rules.compose;

import org.belltower.model.LanguageTag;

/// Hears of each text that was told in another language than the one that was asked for (I-47). Must
/// not block or throw.
@FunctionalInterface
public interface Untranslated {
    /// In place of a language in which there are no words at all.
    LanguageTag UNKNOWN = new LanguageTag("und");

    /// @param language that lacks the text: one of those that there are words in, or [#UNKNOWN]
    void untranslated(LanguageTag language);
}
