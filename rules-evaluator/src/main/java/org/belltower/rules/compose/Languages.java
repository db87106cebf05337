package org.belltower.rules.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.belltower.model.LanguageTag;
import org.jspecify.annotations.Nullable;

/// The languages that there are words in, one bundle for each beside this class.
final class Languages {
    static final List<LanguageTag> OFFERED = List.of(LanguageTag.ENGLISH, new LanguageTag("es"));

    private final Map<LanguageTag, Language> languages = new HashMap<>();
    private final Untranslated listener;

    /// Reads them all.
    Languages(Untranslated listener) {
        this.listener = listener;
        Map<String, String> english = bundle(LanguageTag.ENGLISH);
        for (LanguageTag tag : OFFERED) {
            languages.put(tag, new Language(tag, bundle(tag), english, listener));
        }
    }

    /// The texts of a language's own bundle. Read by itself: a [ResourceBundle] of the JDK's making would
    /// take what it lacks from another without saying so.
    static Map<String, String> bundle(LanguageTag tag) {
        String name = "words_" + tag + ".properties";
        try (InputStream in = Objects.requireNonNull(Languages.class.getResourceAsStream(name), name)) {
            ResourceBundle texts = new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts.keySet().stream().collect(Collectors.toMap(key -> key, texts::getString));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// The person's language; if there is none, or there are no words in it, the district's; else English.
    Language of(@Nullable LanguageTag persons, @Nullable LanguageTag districts) {
        Language own = persons == null ? null : find(persons);
        if (own != null) {
            return own;
        }
        Language theirs = districts == null ? null : find(districts);
        if (persons != null || (districts != null && theirs == null)) {
            listener.untranslated(Untranslated.UNKNOWN);
        }
        return theirs == null ? english() : theirs;
    }

    /// That of `es-MX` is `es`, as long as it has none of its own.
    private @Nullable Language find(LanguageTag tag) {
        Language exact = languages.get(tag);
        if (exact != null) {
            return exact;
        }
        String language = tag.locale().getLanguage();
        return language.isEmpty() ? null : languages.get(new LanguageTag(language));
    }

    private Language english() {
        return Objects.requireNonNull(languages.get(LanguageTag.ENGLISH));
    }
}
