package org.belltower.local.demo.compare;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.belltower.local.demo.day.EventKey;
import org.belltower.local.demo.day.Explained;
import org.belltower.local.demo.post.Answered;
import org.belltower.local.demo.provider.Phone;
import org.belltower.local.demo.provider.Received;
import org.belltower.local.suite.place.Service;
import org.belltower.model.change.ChangeEvent;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Outcome;
import org.belltower.model.push.PushId;

/// What came of the play.
///
/// @param answers of the front door, in the order of play
/// @param rows the changes that were made of rows of the student information systems
/// @param decisions by event, in the order in which they were made
/// @param outcomes by push, in the order in which they were written
/// @param explained what the history says of them
/// @param received at the providers, in the order of arrival
/// @param withdrawn phones whose right to a push was taken away while it waited, with when that had been answered
/// @param killed what was killed midway, in order
/// @param unanswered how many sends of a push had no answer, by the dispatcher's own log, for each of its lives in
///     order: one more than it was killed
public record Evidence(
        List<Answered> answers,
        List<ChangeEvent> rows,
        Map<EventKey, List<Decision>> decisions,
        Map<PushId, List<Outcome>> outcomes,
        List<Explained> explained,
        List<Received> received,
        Map<Phone, Instant> withdrawn,
        List<Killed> killed,
        List<Map<PushId, Integer>> unanswered) {
    public Evidence {
        answers = List.copyOf(answers);
        rows = List.copyOf(rows);
        decisions = Map.copyOf(decisions);
        outcomes = Map.copyOf(outcomes);
        explained = List.copyOf(explained);
        received = List.copyOf(received);
        withdrawn = Map.copyOf(withdrawn);
        killed = List.copyOf(killed);
        unanswered = unanswered.stream().map(Map::copyOf).toList();
    }

    /// @param at when the process had ended
    public record Killed(Service service, Instant at) {}
}
