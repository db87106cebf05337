package org.belltower.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistrictIdTest {
    private static final String LONGEST = "d".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "north", "n.o-r_t9", "9-", "a.."})
    void letters_digits_dots_dashes_and_underscores_are_a_district(String text) {
        assertThat(new DistrictId(text).value()).isEqualTo(text);
        assertThat(new DistrictId(LONGEST).value()).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-a", ".a", "_a", "a/b", "a b", "a\n", "\u00e4", "a\u00e4", "a:", "a@", "a[", "a`", "a{"})
    void nothing_else_is(String text) {
        assertThatThrownBy(() -> new DistrictId(text))
                .hasMessage("district must be 1 to 64 letters, digits, dots, dashes or underscores");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1000})
    void a_longer_one_is_none(int characters) {
        assertThatThrownBy(() -> new DistrictId("d".repeat(characters))).isInstanceOf(InvalidFieldException.class);
    }
}
