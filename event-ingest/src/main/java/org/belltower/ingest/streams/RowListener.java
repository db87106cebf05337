package org.belltower.ingest.streams;

import org.belltower.ingest.debezium.Envelope;
import org.belltower.model.change.Origin;

/// Hears what becomes of rows. Called on the threads that map, before the transaction commits: what an
/// aborted transaction did is done, and told, again. Must not block or throw.
public interface RowListener {
    /// A row became an event.
    void emitted(Origin origin);

    /// A row does not count for any mapping, or its end means nothing.
    void filtered();

    /// A record is about no row.
    void passedOver(Envelope.Kind kind);

    /// A row waits for another that it refers to.
    void waits();

    /// What a deleted row referred to is not there either, so nobody is told of its end.
    void goneWithIt();

    /// A table of which rows become events was emptied at once: of its rows nobody is told that they are gone.
    void truncated();

    /// A source's log began anew.
    void generationBegan(int generation);

    /// @param topic where the record stood
    void deadLettered(String topic);
}
