package org.belltower.rules.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.LanguageTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// I-47, I-48: what stands in the bundles.
class BundlesTest {
    private static final Map<String, String> ENGLISH = Languages.bundle(LanguageTag.ENGLISH);

    static List<LanguageTag> languages() {
        return Languages.OFFERED;
    }

    @Test
    void each_bundle_is_offered() throws IOException, URISyntaxException {
        URL english = Objects.requireNonNull(Languages.class.getResource("words_en.properties"));
        try (Stream<Path> files = Files.list(Path.of(english.toURI()).resolveSibling(""))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".properties")))
                    .containsExactlyInAnyOrderElementsOf(Languages.OFFERED.stream()
                            .map(tag -> "words_" + tag + ".properties")
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void I_47_each_language_has_every_text_with_the_same_placeholders(LanguageTag language) {
        Map<String, String> texts = Languages.bundle(language);
        assertThat(placeholders(texts)).isEqualTo(placeholders(ENGLISH));
        assertThat(texts.values()).allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void I_48_what_everybody_may_be_told_has_room_for_no_value(LanguageTag language) {
        assertThat(Languages.bundle(language).entrySet().stream()
                        .filter(text -> text.getKey().endsWith(".plain")
                                || text.getKey().endsWith(".title")))
                .hasSize(15)
                .allSatisfy(text -> assertThat(text.getValue())
                        .doesNotContain("{")
                        .doesNotContain("}")
                        .doesNotContainPattern("\\d"));
    }

    private static Map<String, Object> placeholders(Map<String, String> texts) {
        return texts.keySet().stream()
                .collect(Collectors.toMap(
                        Function.identity(), key -> Template.placeholders(Objects.requireNonNull(texts.get(key)))));
    }
}
