package org.belltower.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What a text may hold, against each rule by itself in the order in which they are told.
class TextRulesPropertyTest {
    private static final int LONGEST = 8;
    private static final String CONTROLS = "must not hold control characters or begin or end with a blank";

    @Property(tries = 5_000)
    void the_first_rule_that_a_text_breaks_is_told(@ForAll("texts") String text) {
        assertThat(told(text)).isEqualTo(expected(text));
    }

    private static Optional<String> told(String text) {
        try {
            assertThat(InvalidFieldException.text("id", text, LONGEST)).isSameAs(text);
            return Optional.empty();
        } catch (InvalidFieldException e) {
            return Optional.of(e.rule());
        }
    }

    private static Optional<String> expected(String text) {
        if (text.isBlank()) {
            return Optional.of("must not be blank");
        }
        if (text.length() > LONGEST) {
            return Optional.of("must not be longer than 8 characters");
        }
        if (!text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(CONTROLS);
        }
        if (text.codePoints().anyMatch(c -> c == 0xFFFD || Character.getType(c) == Character.SURROGATE)) {
            return Optional.of("must be well-formed Unicode");
        }
        return Optional.empty();
    }

    /// Of what the rules are about there is as much as of what they let pass.
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aä€ \u00a0\u2003\t\u0000\u007f\u0085\ufffd\ud83d\udd14\ud800\udfff")
                .ofMaxLength(LONGEST + 1);
    }
}
