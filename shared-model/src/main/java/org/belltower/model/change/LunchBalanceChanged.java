package org.belltower.model.change;

import java.math.BigDecimal;
import java.util.Currency;
import org.belltower.model.Category;
import org.belltower.model.InvalidFieldException;
import org.belltower.model.StudentId;

/// A student's food service account stands at something new. It belongs to no school and no calendar (A11).
///
/// @param account the SIS's id of the account; a student may have more than one
/// @param balance in units of the currency; negative is legal (I-15)
/// @param currency ISO 4217
public record LunchBalanceChanged(StudentId student, String account, BigDecimal balance, Currency currency)
        implements Change {
    public LunchBalanceChanged {
        InvalidFieldException.required("student", student);
        InvalidFieldException.text("account", account, 255);
        balance = Value.bounded("balance", balance);
        InvalidFieldException.required("currency", currency);
    }

    @Override
    public Category category() {
        return Category.LUNCH_BALANCE;
    }

    @Override
    public String item() {
        return ItemName.of(account);
    }

    @Override
    public Value value() {
        return new Value.Quantity(balance);
    }
}
