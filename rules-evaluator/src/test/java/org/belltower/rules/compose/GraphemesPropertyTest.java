package org.belltower.rules.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.belltower.model.push.PushText;
import org.junit.jupiter.api.Test;

/// I-39, against a slow model: the JDK's regular expression for an extended grapheme cluster.
class GraphemesPropertyTest {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final String ELLIPSIS = "…";

    @Property(tries = 5_000)
    void a_text_is_cut_after_the_last_grapheme_with_which_it_fits(
            @ForAll("texts") String text, @ForAll @IntRange(max = 120) int most) {
        String cut = Graphemes.cut(text, most);

        assertThat(cut).isEqualTo(PushText.bytes(text) <= most ? text : longest(text, most));
        assertThat(PushText.bytes(cut)).isLessThanOrEqualTo(most);
        assertThat(cut.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Property(tries = 3_000)
    void whatever_a_producer_sends_is_cut_to_a_beginning_of_it_and_holds_no_half_of_a_character(
            @ForAll("anything") String sent, @ForAll @IntRange(max = 60) int most) {
        String text = Template.isolated(sent);
        String cut = Graphemes.cut(text, most);

        assertThat(PushText.bytes(cut)).isLessThanOrEqualTo(most);
        assertThat(text).startsWith(cut.replaceFirst("…\u2069?$", ""));
        assertThat(cut.codePoints())
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE
                        || Character.isISOControl(c)
                        || (c >= 0x202a && c <= 0x202e));
    }

    /// With halves of pairs, control characters and overrides.
    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings()
                        .withChars('a', '\ud83d', '\udd14', '\u202e', '\u2069', '\u0000', '\n', '\u0301', '\u200d')
                        .ofMaxLength(30));
    }

    private static String longest(String text, int most) {
        List<String> candidates = new ArrayList<>(List.of(""));
        String begun = "";
        candidates.add(begun + ELLIPSIS);
        for (MatchResult grapheme : GRAPHEME.matcher(text).results().toList()) {
            begun += grapheme.group();
            candidates.add(begun + ELLIPSIS + "\u2069".repeat(open(begun)));
        }
        return candidates.stream()
                .filter(candidate -> PushText.bytes(candidate) <= most)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private static int open(String text) {
        int open = 0;
        for (int at = 0; at < text.length(); at++) {
            open = text.charAt(at) == '\u2068' ? open + 1 : open;
            open = text.charAt(at) == '\u2069' ? Math.max(0, open - 1) : open;
        }
        return open;
    }

    /// Families joined of several people, flags, letters with marks, Korean syllables in parts, isolates.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "ß",
                        "李",
                        "🔔",
                        "👩‍👧‍👦",
                        "🇲🇽",
                        "e\u0301",
                        "\u1112\u1161\u11ab",
                        "👍🏽",
                        "\"",
                        "\u2068",
                        "\u2069",
                        "नि",
                        " ",
                        "\u0301")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Test
    void a_family_is_never_torn_apart() {
        String text = "Ana 👩‍👧‍👦 Ben";
        int whole = PushText.bytes("Ana 👩‍👧‍👦…");
        assertThat(Graphemes.cut(text, whole)).isEqualTo("Ana 👩‍👧‍👦…");
        assertThat(Graphemes.cut(text, whole - 1)).isEqualTo("Ana …");
    }
}
