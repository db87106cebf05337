package org.belltower.local.deadletter;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a dead letter lies: what an operator names it by, `partition:offset`.
public record LetterPlace(int partition, long offset) implements Comparable<LetterPlace> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}):([0-9]{1,18})");
    private static final Comparator<LetterPlace> ORDER =
            Comparator.comparingInt(LetterPlace::partition).thenComparingLong(LetterPlace::offset);

    /// Empty if the text is not of the form.
    public static Optional<LetterPlace> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterPlace(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(LetterPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
