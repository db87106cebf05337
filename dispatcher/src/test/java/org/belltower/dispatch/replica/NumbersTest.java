package org.belltower.dispatch.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private final Numbers<List<String>> numbers = new Numbers<>();

    @Test
    void what_is_equal_has_one_number_and_is_the_first() {
        List<String> first = List.of("a");
        assertThat(numbers.of(first)).isZero();
        assertThat(numbers.of(List.of("b"))).isEqualTo(1);
        assertThat(numbers.of(List.of("a"))).isZero();
        assertThat(numbers.value(0)).isSameAs(first);
    }

    @Test
    void to_ask_gives_no_number() {
        assertThat(numbers.find(List.of("a"))).isEmpty();
        assertThat(numbers.of(List.of("b"))).isZero();
        assertThat(numbers.find(List.of("b"))).hasValue(0);
    }
}
