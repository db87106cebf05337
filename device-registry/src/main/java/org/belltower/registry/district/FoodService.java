package org.belltower.registry.district;

import java.util.Set;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;

/// Whether a district has food service, and what it refuses without (A3). Pure.
public record FoodService(boolean present) {
    /// Telling again what is stored is never refused: what was read may be written back, also after the food
    /// service has ended.
    ///
    /// @param field where the categories stand
    /// @throws InvalidFieldException naming the field if Lunch Balance is new in it, and the district has no
    ///     food service
    public void admit(String field, Set<Category> stored, Set<Category> wished) {
        Category balance = Category.LUNCH_BALANCE;
        if (!present && wished.contains(balance) && !stored.contains(balance)) {
            throw new InvalidFieldException(field, "must not hold LUNCH_BALANCE: the district has no food service");
        }
    }
}
