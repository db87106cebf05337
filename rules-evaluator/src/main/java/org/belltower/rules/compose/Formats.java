package org.belltower.rules.compose;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/// How numbers, money and dates are written somewhere. Exact: nothing is rounded, and no number has an
/// exponent. Pure.
record Formats(Locale locale) {
    /// As many digits after the point as a value may have ([org.belltower.model.change.Value]).
    private static final int MOST_DIGITS = 6;

    /// @param percent 84.5 is 84.5%
    String percent(BigDecimal percent) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(percent.movePointLeft(2));
    }

    /// With at least the digits that the currency has.
    String money(BigDecimal amount, Currency currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(amount);
    }

    /// Without the year: what is told is of these days.
    String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedPattern("MMMEd").withLocale(locale).format(date);
    }
}
