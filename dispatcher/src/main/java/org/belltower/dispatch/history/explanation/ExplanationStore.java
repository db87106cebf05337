package org.belltower.dispatch.history.explanation;

import org.belltower.model.DistrictId;
import org.belltower.model.change.EventId;

/// The history as it is asked. Of one district at a time: nothing of another is ever told. Blocks; thread-safe. Each
/// throws [org.belltower.dispatch.history.HistoryAwayException] if it is not to be had now.
public interface ExplanationStore {
    /// Of a device only its own candidates. Fewer than the limit may be on a page that is not the last.
    Explanations explain(DistrictId district, About about, Range range);

    /// In all the time that is kept, of the event of this client.
    EventStatus status(DistrictId district, EventId event);

    /// Those of this client.
    EventStatus.Rejects rejects(DistrictId district, String client, Range range);
}
