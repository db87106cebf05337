package org.belltower.local.deadletter;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Which dead letters are meant.
///
/// @param service who gave up on the record; empty for whoever
/// @param reason what stands in the reason, in any case; empty for whatever
/// @param topic where the record stood; empty for wherever
/// @param since from when on it was given up; empty for from the beginning
public record LetterFilter(
        Optional<String> service, Optional<String> reason, Optional<String> topic, Optional<Since> since) {
    public static final LetterFilter ALL =
            new LetterFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public boolean takes(DeadLetter letter, Instant now) {
        DeadLetter.Origin origin = letter.origin();
        return service.filter(wanted -> !wanted.equals(letter.service())).isEmpty()
                && reason.filter(wanted -> !lower(letter.reason()).contains(lower(wanted)))
                        .isEmpty()
                && topic.filter(wanted -> origin == null || !wanted.equals(origin.topic()))
                        .isEmpty()
                && since.filter(wanted -> letter.time().isBefore(wanted.from(now)))
                        .isEmpty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
