package org.belltower.local.deadletter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A moment as an operator names it: a time, or how long ago.
public sealed interface Since {
    Instant from(Instant now);

    record At(Instant time) implements Since {
        @Override
        public Instant from(Instant now) {
            return time;
        }
    }

    record Ago(Duration duration) implements Since {
        @Override
        public Instant from(Instant now) {
            return now.minus(duration);
        }
    }

    /// `2026-11-23T08:00:00Z`, or `90m`, `24h`, `7d`. Empty if it is neither.
    static Optional<Since> parse(String text) {
        try {
            if (text.matches("[0-9]{1,6}[smhd]")) {
                String amount = text.toUpperCase(Locale.ROOT);
                return Optional.of(new Ago(Duration.parse(amount.endsWith("D") ? "P" + amount : "PT" + amount)));
            }
            return Optional.of(new At(Instant.parse(text)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
