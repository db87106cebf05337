package org.belltower.local.demo.post;

import java.util.ArrayList;
import java.util.List;
import org.belltower.local.demo.day.Body;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.model.DistrictId;

/// One request to event-ingest: events of one client.
///
/// @param mode how it carries them; what is raw goes as it is, and counts as structured
public record Post(Mode mode, List<CaseEvent> events) {
    private static final int BATCH = 3;

    public Post {
        events = List.copyOf(events);
    }

    DistrictId district() {
        return events.getFirst().district();
    }

    String client() {
        return events.getFirst().client();
    }

    /// All events, in their order, the modes in turn.
    public static List<Post> of(List<CaseEvent> events) {
        List<Post> posts = new ArrayList<>();
        Mode mode = Mode.STRUCTURED;
        int from = 0;
        while (from < events.size()) {
            boolean raw = isRaw(events.get(from));
            int to = !raw && mode == Mode.BATCH ? endOfBatch(events, from) : from + 1;
            posts.add(new Post(raw ? Mode.STRUCTURED : mode, events.subList(from, to)));
            mode = raw ? mode : mode.next();
            from = to;
        }
        return posts;
    }

    private static int endOfBatch(List<CaseEvent> events, int from) {
        int to = from + 1;
        while (to < events.size() && to - from < BATCH && fits(events.get(from), events.get(to))) {
            to++;
        }
        return to;
    }

    private static boolean fits(CaseEvent first, CaseEvent other) {
        return !isRaw(other)
                && other.district().equals(first.district())
                && other.client().equals(first.client());
    }

    private static boolean isRaw(CaseEvent event) {
        return event.body() instanceof Body.Raw;
    }
}
