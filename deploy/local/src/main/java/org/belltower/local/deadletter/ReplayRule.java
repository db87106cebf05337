package org.belltower.local.deadletter;

import java.util.Optional;
import org.belltower.model.wire.TopicSpec;
import org.belltower.model.wire.Topics;

/// Which dead letters may be played again: those of the suite's own logs, whose readers know what they have seen, and
/// decide by what holds at that moment (I-12, I-20).
public final class ReplayRule {
    private ReplayRule() {}

    /// Why a letter is not played again; empty if it may be.
    ///
    /// @param replayedAlready how often this letter was
    /// @param again whether it may be, all the same
    public static Optional<String> refusal(DeadLetter letter, int replayedAlready, boolean again) {
        DeadLetter.Origin origin = letter.origin();
        if (origin == null) {
            return Optional.of("it does not say where it came from");
        }
        if (!letter.omitted().isEmpty()) {
            return Optional.of("it has no " + letter.omitted().replace(" ", ", no ")
                    + " any more: what it was is too large for a dead letter");
        }
        Optional<String> ofTopic = ofTopic(origin.topic());
        if (ofTopic.isPresent()) {
            return ofTopic;
        }
        return replayedAlready > 0 && !again
                ? Optional.of("it was replayed already; --again does it once more")
                : Optional.empty();
    }

    private static Optional<String> ofTopic(String topic) {
        Optional<TopicSpec> known =
                Topics.all().stream().filter(spec -> spec.name().equals(topic)).findFirst();
        if (known.isEmpty()) {
            return Optional.of(
                    "it is a row of a source's own topic: what was read since may be newer, and a row read again"
                            + " would stand in its place; let Debezium read the rows again (docs/debezium.md)");
        }
        return switch (known.get().kind()) {
            case COMPACTED ->
                Optional.of("it is a state of a topic that keeps the last one of each key: an old one must not take the"
                        + " place of a newer; save what it is about again in the register");
            case LATEST -> Optional.of("it is a heartbeat, and the next one is there already");
            case LOG ->
                topic.equals(Topics.DEAD_LETTERS.name())
                        ? Optional.of("it came from the dead letters themselves")
                        : Optional.empty();
        };
    }
}
