package org.belltower.local.app.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.belltower.local.deadletter.DeadLetter;
import org.belltower.local.deadletter.LetterFilter;
import org.belltower.local.deadletter.kafka.LetterTopic;

/// The dead letters that a filter takes: all counted, and some of them kept, without their values. There may be very
/// many.
final class Chosen {
    private static final int MOST_KINDS = 1_000;

    private final int limit;
    private final PriorityQueue<DeadLetter> kept;
    private final Map<String, Integer> kinds = new TreeMap<>();
    private int count;

    /// @param limit how many are kept
    /// @param leaves who goes first when there are more
    private Chosen(int limit, Comparator<DeadLetter> leaves) {
        this.limit = limit;
        this.kept = new PriorityQueue<>(leaves);
    }

    static Chosen last(int limit) {
        return new Chosen(limit, DeadLetter.BY_TIME);
    }

    static Chosen first(int limit) {
        return new Chosen(limit, DeadLetter.BY_TIME.reversed());
    }

    /// Reads the topic from its beginning to its end of now.
    ///
    /// @param wanted which of those that the filter takes
    Chosen read(LetterTopic topic, LetterFilter filter, Predicate<DeadLetter> wanted, Instant now) {
        topic.read(record -> {
            if (!record.isReceipt()) {
                DeadLetter letter = record.letter();
                if (filter.takes(letter, now) && wanted.test(letter)) {
                    add(letter);
                }
            }
        });
        return this;
    }

    private void add(DeadLetter letter) {
        count++;
        String kind = Shown.text(letter.service()) + "  " + Shown.text(letter.reason());
        kinds.merge(kinds.size() < MOST_KINDS || kinds.containsKey(kind) ? kind : "(others)", 1, Integer::sum);
        kept.add(letter);
        if (kept.size() > limit) {
            kept.remove();
        }
    }

    int count() {
        return count;
    }

    /// How many of each service and reason.
    Map<String, Integer> kinds() {
        return kinds;
    }

    /// Those that are kept, oldest first.
    List<DeadLetter> kept() {
        List<DeadLetter> letters = new ArrayList<>(kept);
        letters.sort(DeadLetter.BY_TIME);
        return letters;
    }
}
