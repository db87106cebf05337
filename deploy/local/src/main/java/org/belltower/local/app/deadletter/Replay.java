package org.belltower.local.app.deadletter;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.belltower.local.app.line.LetterTask;
import org.belltower.local.app.run.Screen;
import org.belltower.local.deadletter.DeadLetter;
import org.belltower.local.deadletter.LetterFilter;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.local.deadletter.ReplayRule;
import org.belltower.local.deadletter.kafka.KafkaAccess;
import org.belltower.local.deadletter.kafka.LetterRecord;
import org.belltower.local.deadletter.kafka.LetterTopic;
import org.belltower.local.deadletter.kafka.Replayer;

/// Plays dead letters again, one after the other, and says of each what became of it.
record Replay(LetterTopic topic, KafkaAccess kafka, LetterTask.Consent consent, InstantSource clock, Screen screen) {
    private static final int NO_CONSENT = 2;

    /// Those that a filter takes, oldest first; without those that were replayed already, unless it is to be done
    /// again, and without those that may not be, of which it says how many there are and why.
    int all(LetterFilter filter, int limit) throws IOException, InterruptedException {
        Map<LetterPlace, Integer> replayed = topic.replays();
        Map<String, Integer> refused = new TreeMap<>();
        Chosen chosen =
                Chosen.first(limit).read(topic, filter, letter -> mayBe(letter, replayed, refused), clock.instant());
        refused.forEach((why, count) -> screen.tell(count + " not replayed: " + Shown.text(why)));
        if (chosen.count() == 0) {
            screen.tell("There is nothing to replay.");
            return 0;
        }
        int status = places(chosen.kept().stream().map(DeadLetter::place).toList());
        int left = chosen.count() - chosen.kept().size();
        if (left > 0) {
            screen.tell(left + " more are left; the same again goes on with them.");
        }
        return status;
    }

    /// @param refused how many may not be replayed at all, by why
    private boolean mayBe(DeadLetter letter, Map<LetterPlace, Integer> replayed, Map<String, Integer> refused) {
        Optional<String> refusal = ReplayRule.refusal(letter, 0, consent.again());
        refusal.ifPresent(why -> refused.merge(why, 1, Integer::sum));
        return refusal.isEmpty() && (consent.again() || !replayed.containsKey(letter.place()));
    }

    int places(List<LetterPlace> places) throws IOException, InterruptedException {
        if (places.size() > 1 && !consent.yes()) {
            screen.refused(List.of("That would replay " + places.size() + " dead letters, and families may be told of"
                    + " what is in them. Add --yes if that is meant."));
            return NO_CONSENT;
        }
        Map<LetterPlace, Integer> replayed = topic.replays();
        int done = 0;
        try (Replayer replayer = Replayer.open(kafka)) {
            for (LetterPlace place : places) {
                done += replay(replayer, place, replayed.getOrDefault(place, 0)) ? 1 : 0;
            }
        }
        screen.tell(done + " of " + places.size() + " replayed.");
        return done == places.size() ? 0 : 1;
    }

    private boolean replay(Replayer replayer, LetterPlace place, int before) throws InterruptedException {
        Optional<LetterRecord> found = topic.find(place);
        if (found.isEmpty()) {
            screen.tell(place + "  not replayed: there is none, or none any more");
            return false;
        }
        Optional<String> refusal = ReplayRule.refusal(found.get().letter(), before, consent.again());
        if (refusal.isPresent()) {
            screen.tell(place + "  not replayed: " + Shown.text(refusal.get()));
            return false;
        }
        try {
            screen.tell(place + "  replayed to " + replayer.replay(found.get()));
            return true;
        } catch (KafkaException failure) {
            screen.tell(place + "  perhaps not replayed: Kafka did not acknowledge it");
            throw failure;
        }
    }
}
