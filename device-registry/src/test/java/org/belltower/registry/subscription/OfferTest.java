package org.belltower.registry.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.belltower.model.Category;
import org.junit.jupiter.api.Test;

/// A3, A5, I-43.
class OfferTest {
    private static final Choice ON = new Choice(true, null);
    private static final Choice BELOW = new Choice(true, BigDecimal.valueOf(70));
    private static final Choices NOTHING = new Choices(Map.of());

    private final Offer everything = new Offer(true, Set.of());
    private final Offer withoutFood = new Offer(false, Set.of());
    private final Offer attendance = new Offer(true, Set.of(Category.ATTENDANCE, Category.GRADES));

    @Test
    void A3_lunch_balance_is_switched_on_only_where_there_is_food_service() {
        Choices lunch = of(Category.LUNCH_BALANCE, ON);
        assertThat(everything.admit(NOTHING, lunch)).isEqualTo(lunch);
        assertThatThrownBy(() -> withoutFood.admit(NOTHING, lunch))
                .hasMessage("categories.LUNCH_BALANCE must be left out: the district has no food service");
        assertThat(withoutFood.admit(lunch, of(Category.LUNCH_BALANCE, Choice.OFF)))
                .isEqualTo(of(Category.LUNCH_BALANCE, Choice.OFF));
    }

    @Test
    void I_43_a_mandatory_category_is_not_switched_off() {
        assertThatThrownBy(() -> attendance.admit(NOTHING, of(Category.ATTENDANCE, Choice.OFF)))
                .hasMessage("categories.ATTENDANCE must not be switched off: it is mandatory in the district");
        assertThatThrownBy(() -> attendance.admit(of(Category.GRADES, BELOW), of(Category.GRADES, Choice.OFF)))
                .hasMessageStartingWith("categories.GRADES");
        assertThat(attendance.admit(NOTHING, of(Category.GRADES, BELOW))).isEqualTo(of(Category.GRADES, BELOW));
    }

    @Test
    void I_43_what_was_chosen_of_a_category_stays_stored_while_it_is_mandatory() {
        Choices stored = new Choices(Map.of(Category.GRADES, BELOW, Category.ASSIGNMENTS, ON));
        assertThat(attendance.admit(stored, NOTHING)).isEqualTo(of(Category.GRADES, BELOW));
    }

    @Test
    void what_is_stored_may_be_told_again_whatever_the_district_says_now() {
        Choices stored = new Choices(Map.of(Category.LUNCH_BALANCE, ON, Category.ATTENDANCE, Choice.OFF));
        assertThat(new Offer(false, Set.of(Category.ATTENDANCE)).admit(stored, stored))
                .isEqualTo(stored);
    }

    private static Choices of(Category category, Choice choice) {
        return new Choices(Map.of(category, choice));
    }
}
