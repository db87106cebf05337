package org.belltower.local.demo.day;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A day counted from the day of play, at a school: `today`, `yesterday`, `tomorrow`, `today+200`, `today-170`.
///
/// @param offset in days, negative before
public record Day(int offset) {
    private static final Pattern FORM = Pattern.compile("today(?:([+-])([0-9]{1,4}))?");

    /// Longer than any play lasts.
    private static final Duration PLAY = Duration.ofMinutes(15);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Day parse(String text) {
        return switch (text) {
            case "yesterday" -> new Day(-1);
            case "tomorrow" -> new Day(1);
            default -> {
                Matcher matcher = FORM.matcher(text);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("a day is today, yesterday, tomorrow, today+200 or today-170");
                }
                int days = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
                yield new Day("-".equals(matcher.group(1)) ? -days : days);
            }
        };
    }

    /// The date. A past day is counted from where play begins, today and what follows from where it ends at the
    /// latest: so a play over midnight neither brings yesterday's back nor ends today's.
    public LocalDate date(Instant start, ZoneId zone) {
        Instant from = offset < 0 ? start : start.plus(PLAY);
        return LocalDate.ofInstant(from, zone).plusDays(offset);
    }

    @Override
    @JsonValue
    public String toString() {
        return offset == 0 ? "today" : "today" + (offset > 0 ? "+" : "") + offset;
    }
}
