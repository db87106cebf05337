package org.belltower.rules.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.belltower.model.LanguageTag;
import org.junit.jupiter.api.Test;

/// I-47: a translation that is missing is told in the default language, and flagged.
class LanguageTest {
    private static final LanguageTag FRENCH = new LanguageTag("fr");
    private static final Map<String, String> ENGLISH =
            Map.of("formats", "en-US", "grades.title", "Grades", "grades.news.scored", "A grade is now {percent}.");

    private final List<LanguageTag> untranslated = new ArrayList<>();

    private Language french(Map<String, String> own) {
        return new Language(FRENCH, own, ENGLISH, untranslated::add);
    }

    @Test
    void what_is_translated_is_told_and_not_flagged() {
        Language french = french(
                Map.of("formats", "fr-FR", "grades.title", "Notes", "grades.news.scored", "La note est {percent}."));
        assertThat(french.text("grades.title")).isEqualTo("Notes");
        assertThat(french.text("grades.news.scored")).isEqualTo("La note est {percent}.");
        assertThat(untranslated).isEmpty();
    }

    @Test
    void what_a_language_lacks_is_told_in_the_default_language_and_flagged_each_time() {
        Language french = french(Map.of("formats", "fr-FR"));
        assertThat(french.text("grades.title")).isEqualTo("Grades");
        assertThat(french.text("grades.title")).isEqualTo("Grades");
        assertThat(untranslated).containsExactly(FRENCH, FRENCH);
    }

    @Test
    void a_translation_with_other_placeholders_counts_as_missing() {
        Language french = french(Map.of("formats", "fr-FR", "grades.news.scored", "La note est {pourcent}."));
        assertThat(french.text("grades.news.scored")).isEqualTo("A grade is now {percent}.");
        assertThat(untranslated).containsExactly(FRENCH);
    }
}
