package org.belltower.local.app.deadletter;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.line.LetterTask;
import org.belltower.local.app.run.Screen;
import org.belltower.local.deadletter.DeadLetter;
import org.belltower.local.deadletter.LetterPlace;
import org.belltower.local.deadletter.kafka.LetterRecord;
import org.belltower.local.deadletter.kafka.LetterTopic;

/// `dead-letters`: shows what nobody could use, and plays it again. Values are personal data, and are shown only on
/// demand.
///
/// @param command what was asked for
/// @param clock for what was given up a while ago
/// @param screen where the answer goes
public record DeadLettersRun(Command.DeadLetters command, InstantSource clock, Screen screen) {
    /// @return the status with which this program ends: 1 if something was not found or not replayed, 2 if consent is
    ///     missing
    public int run() throws InterruptedException {
        try (LetterTopic topic = LetterTopic.open(command.kafka(), System::nanoTime)) {
            return switch (command.task()) {
                case LetterTask.Listing listing -> list(topic, listing);
                case LetterTask.Showing showing -> show(topic, showing);
                case LetterTask.Replaying replaying ->
                    replay(topic, replaying.consent()).places(replaying.places());
                case LetterTask.ReplayingAll(var filter, var limit, var consent) ->
                    replay(topic, consent).all(filter, limit);
            };
        } catch (org.apache.kafka.common.errors.InterruptException interrupted) {
            throw new InterruptedException();
        } catch (KafkaException failure) {
            screen.refused(List.of("Kafka at " + command.kafka().bootstrapServers() + ": " + why(failure)));
            return 1;
        } catch (IOException failure) {
            screen.refused(List.of("The file of --command-config cannot be read."));
            return 1;
        }
    }

    private Replay replay(LetterTopic topic, LetterTask.Consent consent) {
        return new Replay(topic, command.kafka(), consent, clock, screen);
    }

    /// The innermost, which says what it is about.
    private static String why(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Shown.text(String.valueOf(cause.getMessage()));
    }

    private int list(LetterTopic topic, LetterTask.Listing listing) {
        Instant now = clock.instant();
        Map<LetterPlace, Integer> replays = topic.replays();
        Chosen chosen = Chosen.last(listing.limit()).read(topic, listing.filter(), _ -> true, now);
        int hidden = chosen.count() - chosen.kept().size();
        if (hidden > 0) {
            screen.tell("(" + hidden + " older ones; --limit shows more)");
        }
        chosen.kept().forEach(letter -> screen.tell(line(letter, replays.getOrDefault(letter.place(), 0))));
        screen.tell(chosen.count() == 0 ? "There are no dead letters." : "\n" + chosen.count() + " dead letters:");
        chosen.kinds().forEach((kind, count) -> screen.tell(String.format("%8d  %s", count, kind)));
        return 0;
    }

    private static String line(DeadLetter letter, int replayed) {
        return String.join(
                        "  ",
                        letter.place().toString(),
                        letter.time().toString(),
                        Shown.text(letter.service()),
                        origin(letter),
                        Shown.text(letter.district().orElse("-")),
                        Shown.text(letter.reason()))
                + history(letter, replayed);
    }

    private static String origin(DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        return origin == null ? "-" : Shown.text(origin.toString());
    }

    private static String history(DeadLetter letter, int replayed) {
        return (letter.replays() == 0 ? "" : "  [came back from replay " + letter.replays() + "]")
                + (replayed == 0 ? "" : "  [replayed" + (replayed == 1 ? "" : " " + replayed + " times") + "]");
    }

    private int show(LetterTopic topic, LetterTask.Showing showing) {
        LetterRecord found = topic.find(showing.place()).orElse(null);
        if (found == null) {
            screen.refused(List.of("There is no dead letter " + showing.place() + ", or none any more."));
            return 1;
        }
        DeadLetter letter = found.letter();
        screen.tell("dead letter  " + letter.place()
                + history(letter, topic.replays().getOrDefault(letter.place(), 0)));
        screen.tell("reason       " + Shown.text(letter.reason()));
        screen.tell("service      " + Shown.text(letter.service()) + ", " + letter.time());
        screen.tell("origin       " + origin(letter));
        screen.tell("district     " + Shown.text(letter.district().orElse("-")));
        if (!letter.omitted().isEmpty()) {
            screen.tell("left out     " + Shown.text(letter.omitted()) + ": too large for a dead letter");
        }
        screen.tell("key          " + Shown.bytes(found.record().key()));
        for (Header header : found.record().headers()) {
            screen.tell("header       " + Shown.text(header.key()) + ": " + Shown.bytes(header.value()));
        }
        byte[] value = found.record().value();
        screen.tell("value        "
                + (value == null
                        ? "(none)"
                        : showing.value() ? Shown.bytes(value) : value.length + " bytes; --value shows them"));
        return 0;
    }
}
