package org.belltower.ingest.sis.mapper;

import java.time.Instant;
import org.belltower.ingest.sis.Moment;
import org.jspecify.annotations.Nullable;

/// Where rows stand that are looked up. Not thread-safe.
public interface RowShelf {
    /// @return null if nothing stands there
    @Nullable
    ShelvedRow get(String place);

    void put(String place, ShelvedRow shelved);

    /// Deletes all whose places begin so, and at which nothing happened after a moment.
    void deleteAll(String prefix, Moment moment);

    /// Deletes rows of which the end was read before that, as many as one turn may. Repeatable.
    void deleteGone(Instant before);
}
