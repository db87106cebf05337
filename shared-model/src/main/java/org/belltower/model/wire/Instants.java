package org.belltower.model.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/// Reads days and instants in the one form in which the suite writes them: what
/// [Instant#toString] and [LocalDate#toString] give, for years of four digits. Pure.
final class Instants {
    private static final int DAY = "2026-11-20".length();
    private static final int SECOND = "2026-11-20T15:04:05".length();
    private static final int SECONDS_A_DAY = 86_400;

    private Instants() {}

    /// @throws DateTimeException if it is none, or in another form
    static Instant read(String text) {
        int last = text.length() - 1;
        require(last >= SECOND && text.charAt(DAY) == 'T' && text.charAt(last) == 'Z');
        require(text.charAt(13) == ':' && text.charAt(16) == ':');
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECOND);
        require(hour < 24 && minute < 60 && second < 60);
        long seconds = day(text.substring(0, DAY)).toEpochDay() * SECONDS_A_DAY + hour * 3600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, nanos(text, last));
    }

    /// @throws DateTimeException if it is none, or in another form
    static LocalDate day(String text) {
        require(text.length() == DAY && text.charAt(4) == '-' && text.charAt(7) == '-');
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DAY));
    }

    private static int nanos(String text, int last) {
        if (last == SECOND) {
            return 0;
        }
        int digits = last - SECOND - 1;
        require(text.charAt(SECOND) == '.' && digits >= 1 && digits <= 9);
        int nanos = number(text, SECOND + 1, last);
        for (int missing = digits; missing < 9; missing++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            require(digit >= '0' && digit <= '9');
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static void require(boolean fine) {
        if (!fine) {
            throw new DateTimeException("not as it is written");
        }
    }
}
