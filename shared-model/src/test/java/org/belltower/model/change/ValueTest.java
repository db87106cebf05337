package org.belltower.model.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// I-13, I-15: what counts as the same number, and what numbers are let in at all.
class ValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"85", "85.0", "85.00", "8.5e1", "0085"})
    void one_number_is_one_value_however_it_is_written(String written) {
        assertThat(new Value.Quantity(new BigDecimal(written))).isEqualTo(new Value.Quantity(new BigDecimal("85")));
    }

    @Test
    void zero_is_zero_at_any_scale() {
        assertThat(new Value.Quantity(new BigDecimal("0E+999999999")))
                .isEqualTo(new Value.Quantity(new BigDecimal("-0.000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1234567890123", "0.0000001", "-1e13"})
    void a_number_that_no_school_writes_is_refused_before_it_costs_anything(String written) {
        assertThatThrownBy(() -> Value.bounded("percent", new BigDecimal(written)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("percent must not have more than")
                .hasMessageNotContaining(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.25", "103.5", "0.000001", "999999999999"})
    void negative_balances_and_more_than_a_hundred_percent_are_numbers_like_others(String written) {
        assertThat(Value.bounded("balance", new BigDecimal(written))).isEqualByComparingTo(written);
    }
}
