package org.belltower.rules.compose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.belltower.model.LanguageTag;

/// The texts of one language. What it lacks it has from another one, and so what has other placeholders there, for
/// which nobody would know a value (I-47): each time such a text is asked for it is told.
///
/// As thread-safe as who is told.
final class Language {
    private static final String FORMATS = "formats";

    private final LanguageTag tag;
    private final Map<String, String> texts;
    private final Set<String> lacking = new HashSet<>();
    private final Formats formats;
    private final Untranslated listener;

    /// @param own its texts by their keys
    /// @param fallback has all
    Language(LanguageTag tag, Map<String, String> own, Map<String, String> fallback, Untranslated listener) {
        this.tag = tag;
        this.texts = new HashMap<>(fallback);
        this.listener = listener;
        fallback.forEach((key, text) -> {
            String translated = own.get(key);
            if (translated != null && Template.placeholders(translated).equals(Template.placeholders(text))) {
                texts.put(key, translated);
            } else {
                lacking.add(key);
            }
        });
        this.formats = new Formats(new LanguageTag(text(FORMATS)).locale());
    }

    /// @throws NullPointerException if no language has it: a defect of ours
    String text(String key) {
        if (lacking.contains(key)) {
            listener.untranslated(tag);
        }
        return Objects.requireNonNull(texts.get(key), key);
    }

    Formats formats() {
        return formats;
    }
}
