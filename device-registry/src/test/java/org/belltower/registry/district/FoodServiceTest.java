package org.belltower.registry.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.junit.jupiter.api.Test;

class FoodServiceTest {
    private static final Set<Category> BALANCE = Set.of(Category.LUNCH_BALANCE, Category.GRADES);
    private static final Set<Category> NO_BALANCE = Set.of(Category.GRADES);

    @Test
    void A3_without_food_service_lunch_balance_is_refused_unless_it_is_stored() {
        FoodService none = new FoodService(false);
        assertThatThrownBy(() -> none.admit("mandatory", NO_BALANCE, BALANCE))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("mandatory"));
        assertThatCode(() -> none.admit("mandatory", BALANCE, BALANCE)).doesNotThrowAnyException();
        assertThatCode(() -> none.admit("mandatory", BALANCE, NO_BALANCE)).doesNotThrowAnyException();
        assertThatCode(() -> none.admit("mandatory", Set.of(), NO_BALANCE)).doesNotThrowAnyException();
    }

    @Test
    void A3_with_food_service_everything_is_admitted() {
        assertThatCode(() -> new FoodService(true).admit("mandatory", NO_BALANCE, BALANCE))
                .doesNotThrowAnyException();
    }
}
