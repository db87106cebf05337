package org.belltower.model.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;

class ItemStepTest {
    @Test
    void I_20_a_former_name_may_be_as_long_as_any_items_and_no_longer() {
        String id = "x".repeat(255);
        assertThat(new ItemStep.Move(ItemName.of(id, id, id)).from()).hasSize(767);
        assertThatThrownBy(() -> new ItemStep.Move(ItemName.of(id, id, id) + "x"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("from must not be longer than 767 characters");
    }
}
